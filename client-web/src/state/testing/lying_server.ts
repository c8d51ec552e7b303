// SPDX-License-Identifier: EUPL-1.2
// A server in memory that keeps everything honestly and tells something else: what it answers and pushes can be rewritten by a lie.
import { type MemoryAccount, type MemoryLine, MemoryServer } from './memory_server';

// biome-ignore lint/suspicious/noExplicitAny: frames as they go over the wire, in whatever form a liar gives them
export type Frame = any;

export interface Lie {
  /** by method: what is answered instead */
  readonly answers?: Readonly<Record<string, (answer: Frame, params: Frame) => Frame>>;
  /** by path: the same over HTTP */
  readonly posts?: Readonly<Record<string, (answer: Frame) => Frame>>;
}

export class LyingServer extends MemoryServer {
  lie: Lie = {};

  override post(path: string, body: Frame, line: { account: MemoryAccount | undefined }): Frame {
    const answer = super.post(path, body, line);
    const lie = this.lie.posts?.[path];
    return lie === undefined || answer === undefined ? answer : lie(structuredClone(answer));
  }

  override async call(me: MemoryAccount, from: MemoryLine, method: string, params: Frame): Promise<Frame> {
    const answer = await super.call(me, from, method, params);
    const lie = this.lie.answers?.[method];
    return lie === undefined || typeof answer === 'string' ? answer : lie(structuredClone(answer), params);
  }
}

/** base64url with one bit of this byte turned. */
export function flipped(text: string, byte = 9): string {
  const bytes = Buffer.from(text, 'base64url');
  bytes[byte % bytes.length] = (bytes[byte % bytes.length] ?? 0) ^ 1;
  return bytes.toString('base64url');
}

/** The JSON in base64url, with something in it changed. */
export function rewritten(text: string, change: (value: Frame) => Frame): string {
  const value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  return Buffer.from(JSON.stringify(change(value)), 'utf8').toString('base64url');
}
