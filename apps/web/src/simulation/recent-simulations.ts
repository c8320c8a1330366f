/** The simulations that this browser started, the newest first: what a person comes back to. */

const KEPT_MAX = 8;
const keyOf = (merchantId: string): string => `kervan.simulations.${merchantId}`;

export function recentSimulations(merchantId: string): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(merchantId)) ?? '[]');
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
  } catch {
    // Storage is refused in some private windows, and somebody may have written something else there.
    return [];
  }
}

export function rememberSimulation(merchantId: string, id: string): void {
  const kept = [id, ...recentSimulations(merchantId).filter((one) => one !== id)].slice(0, KEPT_MAX);
  try {
    localStorage.setItem(keyOf(merchantId), JSON.stringify(kept));
  } catch {
    // Then the address bar alone leads back.
  }
}
