import type { Answer } from '../answer.ts';
import type { BodyTarget } from '../response-plan.ts';
import { type BodyForm, generateWith, placeItems } from './body-form.ts';
import type { Collection } from './collections.ts';
import { fitBody } from './fit-body.ts';
import { itemsAt } from './item-store.ts';
import { fillEnvelope } from './list-envelope.ts';
import { CursorError, type ListPage, listItems } from './list-items.ts';
import { type ListParameters, type QueryRef, readListParameters } from './list-parameters.ts';
import { linkField, type PageLinks, pageLinks } from './page-links.ts';
import { answer, chooseSuccess, refuseStored, type StorageCall } from './storage-call.ts';
import type { StorageModel } from './storage-model.ts';
import { isItem, removeAt } from './values.ts';

/** Answers with a page of a list. */
export function listStored(stored: StorageCall): Answer | undefined | Promise<Answer | undefined> {
  const { call, context, action, address, read } = stored;
  const { collection } = action;
  const { model } = context;
  const parameters = parametersOf(call.compiled, collection, model);
  const query = (ref: QueryRef): unknown => queryValue(ref, read);
  let page: ListPage;
  try {
    const found = itemsAt(call.exchange.world.state.storage, address, context);
    page = listItems(found, { parameters, item: model.factsOf(collection).item, views: model.views, read: query });
  } catch (error) {
    if (error instanceof CursorError) return refuseStored(call, 'BAD_REQUEST', error.message);
    throw error;
  }
  const links = pageLinks(page, parameters, call.exchange.request);
  const chosen = chooseSuccess(stored, [200]);
  const headers = pageHeaders(page, {
    links,
    parameters,
    names: chosen.response.headers.map(({ name }) => name.toLowerCase()),
  });
  return answer(stored, {
    chosen,
    make: (target) => listBody(page, target, { stored, links, parameters }),
    headers,
    hides: ['link'],
    why: `listed from "${collection.name}"`,
  });
}

const known = new WeakMap<object, ListParameters>();

function parametersOf(
  compiled: StorageCall['call']['compiled'],
  collection: Collection,
  model: StorageModel,
): ListParameters {
  const found = known.get(compiled);
  if (found !== undefined) return found;
  const made = readListParameters(compiled.operation, model.factsOf(collection).item, model.views);
  known.set(compiled, made);
  return made;
}

function queryValue({ parameter, member }: QueryRef, read: StorageCall['read']): unknown {
  const value = read(`query.${parameter}`);
  if (member === undefined) return value;
  return isItem(value) && Object.hasOwn(value, member) ? value[member] : undefined;
}

interface Listing {
  readonly stored: StorageCall;
  readonly links: PageLinks;
  readonly parameters: ListParameters;
}

function listBody(page: ListPage, target: BodyTarget, { stored, links, parameters }: Listing): unknown {
  const { context, action, call, read } = stored;
  const { views } = context.model;
  const form = context.forms.response(target.mediaType, action.collection, 'list');
  if (form === undefined) return undefined;
  const seed = `${context.seed} ${action.collection.name}`;
  const filler = (): unknown => generateWith(form, seed);
  const documented = target.documentValue();
  const base = form.path.length === 0 || isItem(documented) ? documented : filler();
  const placed = placeItems(
    base,
    page.items.map(({ item }) => item.value),
    { form, views },
  );
  const wanted = parameters.page && Number(queryValue(parameters.page, read) ?? parameters.page.first);
  const filled = isItem(placed)
    ? fillEnvelope(placed, form.view, {
        ...{ page, links, views, number: wanted, firstNumber: parameters.page?.first ?? 1 },
        requestPath: call.exchange.request.prefix + call.exchange.request.path,
        listPath: form.path,
      })
    : placed;
  return fitBody(filled, form.schema, filler) ?? fewerItems(filled, form, stored);
}

/** Without those items that no repair makes fit, so that the rest can be sent. */
function fewerItems(body: unknown, form: BodyForm, { context, action, call }: StorageCall): unknown {
  const pointers = form.schema.validate(body).map(({ pointer }) => pointer.split('/').slice(1));
  const bad = new Set(pointers.map((tokens) => tokens[form.path.length]).filter((token) => token !== undefined));
  context.report(
    `${call.compiled.operation.key}: ${bad.size} items of "${action.collection.name}" cannot be made to fit its response and are left out`,
  );
  const less = [...bad]
    .toSorted((a, b) => Number(b) - Number(a))
    .reduce((rest, index) => removeAt(rest, [...form.path, index]), body);
  return form.schema.isValid(less) ? less : undefined;
}

function pageHeaders(
  page: ListPage,
  { links, parameters, names }: { links: PageLinks; parameters: ListParameters; names: readonly string[] },
): readonly string[] {
  const link = parameters.page !== undefined || names.includes('link') ? linkField(links) : undefined;
  const totals = names.filter(
    (name) => /^x-(total|total-count|total-items|count)$/.test(name) || name === 'total-count',
  );
  return [...(link === undefined ? [] : ['link', link]), ...totals.flatMap((name) => [name, String(page.total)])];
}
