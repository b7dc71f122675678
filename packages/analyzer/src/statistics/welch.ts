/** Of an estimate. */
export interface Variance {
  readonly variance: number;
  /** Degrees of freedom that it was estimated with. */
  readonly degrees: number;
}

/** Of the difference of two independent estimates, with Welch's degrees of freedom. */
export function welch(a: Variance, b: Variance): Variance {
  const variance = a.variance + b.variance;
  const degrees = variance ** 2 / (a.variance ** 2 / a.degrees + b.variance ** 2 / b.degrees);
  return { variance, degrees: Number.isNaN(degrees) ? a.degrees + b.degrees : degrees };
}
