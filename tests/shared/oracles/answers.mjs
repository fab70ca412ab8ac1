// Asks the native build of the core's rules: print_answers.cpp.
import { execFileSync } from 'node:child_process';

// questions: [{ rule, argument, input }]; returns 'ok VALUE' or 'error CODE' for each.
export function answersTo(questions) {
  const input = questions.map(({ rule, argument, input }) => `${rule}\t${argument}\t${input}\n`).join('');
  return execFileSync(process.env.PRINT_ANSWERS, { input, encoding: 'utf8', maxBuffer: 64 << 20 }).trimEnd().split('\n');
}
