/** Steps of the continued fraction, and of the search: it halves its bracket at worst, which a double allows so often. */
const STEPS_MAX = 200;
const SMALLEST = 1e-300;
const PRECISION = 1e-14;
/** Shares are told in thousandths. */
const QUANTILE_PRECISION = 1e-9;

/** Lanczos' coefficients for g = 7, n = 9: the logarithm of the gamma function to about 15 digits. */
const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
/** Their first, which belongs to no pole. */
const LANCZOS_CONSTANT = 0.99999999999980993;

/** ln Γ(x) for x > 0. */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const z = x - 1;
  const series = lanczos.reduce((sum, coefficient, index) => sum + coefficient / (z + index + 1), LANCZOS_CONSTANT);
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(series);
}

const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);

/**
 * The regularised incomplete beta function I_x(a, b): the chance that a share with the Beta(a, b) distribution is at
 * most x. By Lentz's method for its continued fraction (Press et al., Numerical Recipes, 3rd ed., § 6.4).
 */
export function betaShareBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log(1 - x) - logBeta(a, b));
  // The fraction converges fast on one side of the mean only.
  if (x > (a + 1) / (a + b + 2)) return 1 - (front * continuedFraction(1 - x, b, a)) / b;
  return (front * continuedFraction(x, a, b)) / a;
}

function continuedFraction(x: number, a: number, b: number): number {
  const kept = (value: number): number => (Math.abs(value) < SMALLEST ? SMALLEST : value);
  let c = 1;
  let d = 1 / kept(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= STEPS_MAX; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / kept(1 + even * d);
    c = kept(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / kept(1 + odd * d);
    c = kept(1 + odd / c);
    const factor = d * c;
    value *= factor;
    if (Math.abs(factor - 1) < PRECISION) break;
  }
  return value;
}

/**
 * The share that a Beta(a, b) distribution stays below with a given chance: by Newton's steps along its density, and
 * by halving the bracket where a step would leave it.
 */
export function betaQuantile(chance: number, a: number, b: number): number {
  const logTotal = logBeta(a, b);
  let [low, high] = [0, 1];
  let x = a / (a + b);
  for (let step = 0; step < STEPS_MAX && high - low > QUANTILE_PRECISION; step += 1) {
    const excess = betaShareBelow(x, a, b) - chance;
    if (excess < 0) low = x;
    else high = x;
    const density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log(1 - x) - logTotal);
    const next = x - excess / density;
    const isInside = next > low && next < high;
    if (isInside && Math.abs(next - x) < QUANTILE_PRECISION) return next;
    x = isInside ? next : (low + high) / 2;
  }
  return x;
}
