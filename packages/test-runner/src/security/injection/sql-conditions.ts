/** A condition that holds and one that does not, in one way of quoting. */
export interface Conditions {
  readonly yes: string;
  readonly no: string;
  /** The same length of text without any meaning. */
  readonly other: string;
  /** They stand behind a value that finds nothing, and the one that holds, holds for everything. Only for operations that read. */
  readonly isWide: boolean;
}

/** Conditions only: nothing that changes a row, a table, or what a statement does. */
export function conditionsFor(value: string, unknown: string, isNumber: boolean): readonly Conditions[] {
  const known = (yes: string, no: string, other: string): Conditions => ({
    yes: `${value}${yes}`,
    no: `${value}${no}`,
    other: `${value}${other}`,
    isWide: false,
  });
  const wide = (yes: string, no: string, other: string): Conditions => ({
    yes: `${unknown}${yes}`,
    no: `${unknown}${no}`,
    other: `${unknown}${other}`,
    isWide: true,
  });
  if (isNumber) return [known(' AND 1=1', ' AND 1=2', ' ANB 1=1'), wide(' OR 1=1', ' OR 1=2', ' OB 1=1')];
  return [
    known("' AND '1'='1", "' AND '1'='2", "' ANB '1'='1"),
    known("') AND ('1'='1", "') AND ('1'='2", "') ANB ('1'='1"),
    known("%' AND '1%'='1", "%' AND '1%'='2", "%' ANB '1%'='1"),
    known('" AND "1"="1', '" AND "1"="2', '" ANB "1"="1'),
    wide("' OR '1'='1", "' OR '1'='2", "' OB '1'='1"),
    wide("%' OR '1%'='1", "%' OR '1%'='2", "%' OB '1%'='1"),
  ];
}
