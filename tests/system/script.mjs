// Muster's API as a script uses it; waits out a server that is down, as a good script does.

export class Script {
  constructor(muster, token) {
    this.muster = muster;
    this.token = token;
  }

  /** One request. Resolves to { status, body }; rejects when the server goes away in the middle. */
  async ask(method, path, body, headers = {}) {
    const answer = await fetch(this.muster.address + path, {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...(typeof body === 'object' && !Buffer.isBuffer(body) ? { 'content-type': 'application/json' } : {}), ...headers },
      body: Buffer.isBuffer(body) || typeof body === 'string' ? body : body && JSON.stringify(body),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { status: answer.status, bytes, body: /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(bytes.toString('utf8')) : undefined };
  }

  /** A request that must succeed. */
  async get(path) {
    const answer = await this.ask('GET', path);
    if (answer.status !== 200) throw new Error(`GET ${path} answered ${answer.status} ${answer.bytes.toString('utf8').slice(0, 300)}`);
    return answer;
  }

  async post(path, body, headers) {
    const answer = await this.ask('POST', path, body, headers);
    if (answer.status >= 300) throw new Error(`POST ${path} answered ${answer.status} ${answer.bytes.toString('utf8').slice(0, 300)}`);
    return answer;
  }
}

/** Random numbers from 0 to 1 that are the same in each run (mulberry32). */
export function seeded(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
