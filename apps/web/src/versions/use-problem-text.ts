import type { FieldProblem } from '../api/problem.js';
import { useI18n } from '../i18n/i18n.js';
import { hasWord } from '../i18n/translate.js';

/** What is wrong with a field: in the language where the code has words, else as the server says it. */
export function useProblemText(): (problems: readonly FieldProblem[]) => string | undefined {
  const { word } = useI18n();
  return (problems) =>
    problems.length === 0
      ? undefined
      : [
          ...new Set(
            problems.map(({ code, detail }) => (hasWord('policy-fault', code) ? word('policy-fault', code) : detail)),
          ),
        ].join(' ');
}
