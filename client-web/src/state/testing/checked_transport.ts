// SPDX-License-Identifier: EUPL-1.2
// A transport that holds every frame, in both directions, against docs/wire.schema.json and remembers what did not fit.
import { readFileSync } from 'node:fs';
import Ajv, { type ValidateFunction } from 'ajv';
import type { HttpReply, Socket, SocketEvents, Transport } from '../../api/transport';

const kSchema = 'wire.schema.json';

export class WireSchema {
  /** every misfit: the definition and what was wrong */
  readonly misfits: string[] = [];
  /** the definitions that were held against at least one frame */
  readonly seen = new Set<string>();
  private readonly ajv = new Ajv({ strict: false, allErrors: true });
  private readonly known = new Map<string, ValidateFunction | undefined>();

  constructor() {
    this.ajv.addSchema(JSON.parse(readFileSync(new URL('../../../../docs/wire.schema.json', import.meta.url), 'utf8')), kSchema);
  }

  hold(definition: string, value: unknown): void {
    const validate = this.validator(definition);
    this.seen.add(definition);
    if (validate === undefined) this.misfits.push(`${definition} is not described`);
    else if (!validate(value)) this.misfits.push(`${definition}: ${this.ajv.errorsText(validate.errors)}`);
  }

  private validator(definition: string): ValidateFunction | undefined {
    if (!this.known.has(definition)) this.known.set(definition, this.ajv.getSchema(`${kSchema}#/definitions/${definition}`));
    return this.known.get(definition);
  }
}

export class CheckedTransport implements Transport {
  constructor(
    private readonly inner: Transport,
    private readonly schema: WireSchema,
  ) {}

  async post(path: string, body: string): Promise<HttpReply> {
    const name = `http.${path.replace('/api/', '').replaceAll('/', '.')}`;
    this.schema.hold(`${name}.body`, JSON.parse(body));
    const reply = await this.inner.post(path, body);
    this.schema.hold(reply.status === 200 ? `${name}.answer` : 'http.refusal', JSON.parse(reply.text));
    return reply;
  }

  connect(events: SocketEvents): Socket {
    const methods = new Map<number, string>();
    const socket = this.inner.connect({
      ...{ opened: () => events.opened(), closed: (code: number) => events.closed(code) },
      message: (text) => {
        this.holdIncoming(JSON.parse(text), methods);
        events.message(text);
      },
    });
    return {
      send: (text) => {
        const call = JSON.parse(text);
        methods.set(call.id, call.method);
        this.schema.hold('rpc.call', call);
        this.schema.hold(`${call.method}.params`, call.params);
        socket.send(text);
      },
      close: () => socket.close(),
    };
  }

  onOnline(listener: () => void): () => void {
    return this.inner.onOnline(listener);
  }

  private holdIncoming(frame: { id?: number; method?: string; params?: unknown; result?: unknown }, methods: Map<number, string>): void {
    if (frame.method !== undefined) {
      this.schema.hold('rpc.notification', frame);
      this.schema.hold(`${frame.method}.params`, frame.params);
    } else if ('result' in frame) {
      this.schema.hold('rpc.result', frame);
      this.schema.hold(`${methods.get(frame.id ?? -1)}.result`, frame.result);
    } else {
      this.schema.hold('rpc.error', frame);
    }
  }
}
