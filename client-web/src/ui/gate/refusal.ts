// SPDX-License-Identifier: EUPL-1.2
// The server's sentence about a refused sign-in fits every way of signing in; a screen knows what it asked for and says that.
import type { Problem } from '../../state/model';

export function refusalHere(problem: Problem | undefined, words: { readonly [reason: string]: string }): Problem | undefined {
  const message = problem && words[problem.reason];
  return problem && message ? { ...problem, message } : problem;
}
