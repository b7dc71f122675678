/** `core, scenarios` → `['core', 'scenarios']` */
export function splitNames(text: string | undefined): readonly string[] | undefined {
  return text
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
