/** A JSON Pointer whose indexes of arrays are `*`. Names of members that are numbers are taken for such. */
export function templateOf(pointer: string): string {
  return pointer.replaceAll(/\/(?:0|[1-9]\d*)(?=\/|$)/g, '/*');
}
