/** Puts an order's facts into the places that a macro has for them, `{{orderNumber}}`. What nobody knows stays. */
export function fillMacro(text: string, facts: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{\s*(\w{1,40})\s*\}\}/g, (place, name: string) =>
    Object.hasOwn(facts, name) ? (facts[name] ?? place) : place,
  );
}
