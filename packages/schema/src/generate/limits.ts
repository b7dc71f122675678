/** The longest text that is generated, in characters. */
export const MAX_TEXT = 1_000_000;

/** The most values that an instance is generated with because its schema asks for them. */
export const MAX_VALUES = 100_000;

/** The values up to which optional parts are generated too. */
export const AMPLE_VALUES = 4_000;

/** The levels of optional arrays and objects that are generated at most. */
export const MAX_OPTIONAL_DEPTH = 6;

/** The levels of required arrays and objects that are generated at most. */
export const MAX_DEPTH = 300;
