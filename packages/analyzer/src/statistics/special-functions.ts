const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const PRECISION = 1e-15;
const TINY = 1e-300;
const MAX_STEPS = 10_000;

/**
 * The natural logarithm of the gamma function, for x of at least 0.5.
 *
 * @see https://dlmf.nist.gov/5 (Lanczos, g = 7)
 */
function logGamma(x: number): number {
  const base = x - 1 + 7.5;
  const series = LANCZOS.reduce((sum, factor, index) => (index === 0 ? factor : sum + factor / (x - 1 + index)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(series);
}

/**
 * The regularised incomplete beta function I_x(a, b), for a and b of at least 0.5.
 *
 * @see https://dlmf.nist.gov/8.17#E22
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast on this side only.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b));
  return (front * continuedFraction((step) => betaTerm(step, { x, a, b }))) / a;
}

/**
 * The upper regularised incomplete gamma function Q(a, x), for a of at least 0.5.
 *
 * @see https://dlmf.nist.gov/8.9
 */
export function upperIncompleteGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) return 1 - front * lowerGammaSeries(a, x);
  return (front / (x + 1 - a)) * continuedFraction((step) => gammaTerm(step, a, x));
}

function lowerGammaSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let step = 1; step < MAX_STEPS && term > sum * PRECISION; step++) {
    term *= x / (a + step);
    sum += term;
  }
  return sum;
}

function betaTerm(step: number, { x, a, b }: { x: number; a: number; b: number }): number {
  const m = Math.floor(step / 2);
  if (step % 2 === 0) return (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
  return (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
}

/** Its fraction, divided by the first denominator and with each further one scaled to 1. */
function gammaTerm(step: number, a: number, x: number): number {
  const denominator = (n: number): number => x + 2 * n + 1 - a;
  return (-step * (step - a)) / (denominator(step - 1) * denominator(step));
}

/** 1 / (1 + t₁ / (1 + t₂ / (1 + …))) by the modified Lentz method. */
function continuedFraction(term: (step: number) => number): number {
  let c = 1;
  let d = 0;
  let value = 1;
  for (let step = 1; step < MAX_STEPS; step++) {
    const next = term(step);
    d = 1 / notZero(1 + next * d);
    c = notZero(1 + next / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < PRECISION) break;
  }
  return 1 / value;
}

function notZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
