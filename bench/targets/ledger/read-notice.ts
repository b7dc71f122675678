export interface Notice {
  readonly reference: string;
  readonly text?: string;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);
const FILES: ReadonlyMap<string, string> = new Map([
  ['file:///etc/passwd', 'root:x:0:0:root:/root:/bin/sh\nledger:x:1000:1000::/srv/ledger:/bin/false\n'],
  ['file:///etc/hostname', 'ledger-1\n'],
]);
const PROLOGUE = /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?/;
const DOCTYPE = /<!DOCTYPE[^[>]*(?:\[([^\]]*)\])?\s*>\s*/;
const ELEMENT = /^\s*<(\w+)\s*(?:\/>|>([^<]*)<\/\1\s*>)/;

/**
 * Reads `<notice><reference>…</reference><text>…</text></notice>`.
 *
 * @returns undefined where it is anything else, or has a document type that is not followed.
 */
export function readNotice(source: string, followsDocumentType: boolean): Notice | undefined {
  const body = source.replace(PROLOGUE, '');
  const declared = DOCTYPE.exec(body);
  if (declared !== null && !followsDocumentType) return undefined;
  const entities = new Map([...ENTITIES, ...externalEntities(declared?.[1] ?? '')]);
  const [, content] = /^<notice\s*>([\s\S]*)<\/notice\s*>\s*$/.exec(body.replace(DOCTYPE, '')) ?? [];
  return content === undefined ? undefined : readMembers(content, entities);
}

function readMembers(content: string, entities: ReadonlyMap<string, string>): Notice | undefined {
  const members = new Map<string, string>();
  let rest = content;
  for (let found = ELEMENT.exec(rest); found !== null; found = ELEMENT.exec(rest)) {
    const [all, name = '', value = ''] = found;
    const plain = resolve(value, entities);
    if (plain === undefined || members.has(name)) return undefined;
    members.set(name, plain);
    rest = rest.slice(all.length);
  }
  const [reference, text] = [members.get('reference'), members.get('text')];
  const isKnown = [...members.keys()].every((name) => name === 'reference' || name === 'text');
  if (rest.trim() !== '' || !isKnown || !fits(reference, 1, 40) || (text !== undefined && !fits(text, 0, 400)))
    return undefined;
  return text === undefined ? { reference } : { reference, text };
}

function fits(value: string | undefined, min: number, max: number): value is string {
  const length = value === undefined ? -1 : [...value].length;
  return length >= min && length <= max;
}

function resolve(value: string, entities: ReadonlyMap<string, string>): string | undefined {
  let isKnown = true;
  const plain = value.replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{0,20});?/gi, (all, name: string) => {
    const character = name.startsWith('#') ? fromCode(name.slice(1)) : entities.get(name);
    isKnown &&= character !== undefined && all.endsWith(';');
    return character ?? '';
  });
  return isKnown ? plain : undefined;
}

function fromCode(code: string): string | undefined {
  const point = /^x/i.test(code) ? Number.parseInt(code.slice(1), 16) : Number(code);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}

function externalEntities(subset: string): readonly (readonly [string, string])[] {
  const declarations = subset.matchAll(/<!ENTITY\s+(\w+)\s+SYSTEM\s+["']([^"']*)["']\s*>/g);
  return [...declarations].map(([, name = '', place = '']) => [name, (FILES.get(place) ?? '').slice(0, 200)]);
}
