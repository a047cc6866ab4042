/**
 * The bridge of the browser shell: the calls of api.ts over the loopback address (src/main/browser/server.ts).
 * The secret comes in the address's fragment and goes into a header of every call.
 */
import {
  type AddResult,
  type ApiCall,
  ApiError,
  type ArchiveImport,
  type Bridge,
  type Exported,
  type GoujiApi,
  type IncomingFile,
  type ProgramEvent,
} from '../../../shared/api.ts';
import { defaultLimits } from '../../../shared/readers/limits.ts';

const secretKey = 'gouji.secret';

/** Milliseconds before the event stream is asked for again. */
const reconnectAfter = 500;

export function createLoopbackBridge(): Bridge {
  const secret = takeSecret();
  const listeners = new Set<(event: ProgramEvent) => void>();
  /** Reports that the window knows of: after a gap in the events, those that went meanwhile are told from it. */
  const known = new Set<string>();
  let streaming: AbortController | null = null;
  /** The file that is on its way, and how often the user has cancelled: those after it are not sent then. */
  let sending: Promise<unknown> = Promise.resolve();
  let cancelled = 0;

  async function post(call: string, body: BodyInit, headers: Record<string, string>): Promise<Response> {
    const response = await fetch(`/api/${call}`, {
      method: 'POST',
      headers: { ...headers, 'X-Gouji-Secret': secret },
      body,
      cache: 'no-store',
    });
    if (!response.ok) throw await errorOf(response);
    return response;
  }

  async function ask<Call extends ApiCall>(
    call: Call,
    ...args: Parameters<GoujiApi[Call]>
  ): Promise<Awaited<ReturnType<GoujiApi[Call]>>> {
    const response = await post(call, JSON.stringify(args), { 'Content-Type': 'application/json' });
    return (await response.json()) as Awaited<ReturnType<GoujiApi[Call]>>;
  }

  /** What was made comes as it is, with its name in a header. */
  async function askForFile<Call extends 'exportReports' | 'saveNoticeSample'>(
    call: Call,
    ...args: Parameters<GoujiApi[Call]>
  ): Promise<Exported> {
    const response = await post(call, JSON.stringify(args), { 'Content-Type': 'application/json' });
    const name = response.headers.get('X-Gouji-Name');
    if (name === null) return (await response.json()) as Exported;
    return { done: 'made', name: decodeURIComponent(name), bytes: new Uint8Array(await response.arrayBuffer()) };
  }

  async function send(file: IncomingFile): Promise<AddResult> {
    if (!('bytes' in file)) throw new ApiError('refused', 'a browser window knows no paths');
    const headers: Record<string, string> = {
      'Content-Type': 'application/octet-stream',
      'X-Gouji-Name': encodeURIComponent(file.name),
    };
    const oversize = file.bytes.byteLength > defaultLimits.fileBytes;
    if (oversize) headers['X-Gouji-Oversize'] = String(file.bytes.byteLength);
    const body = oversize ? new Uint8Array() : (file.bytes as Uint8Array<ArrayBuffer>);
    return (await (await post('add', body, headers)).json()) as AddResult;
  }

  function receive(event: ProgramEvent): void {
    if (event.type === 'entries') for (const entry of event.entries) known.add(entry.id);
    if (event.type === 'removed') for (const id of event.ids) known.delete(id);
    for (const listener of listeners) listener(event);
  }

  /** The stream begins with the whole list: what is known and not in it has gone. */
  function receiveFirst(event: ProgramEvent): void {
    if (event.type === 'entries') {
      const present = new Set(event.entries.map((entry) => entry.id));
      const gone = [...known].filter((id) => !present.has(id));
      if (gone.length > 0) receive({ type: 'removed', ids: gone });
      if (present.size === 0) return;
    }
    receive(event);
  }

  async function stream(signal: AbortSignal): Promise<void> {
    const response = await fetch('/api/subscribe', {
      method: 'POST',
      headers: { 'X-Gouji-Secret': secret },
      cache: 'no-store',
      signal,
    });
    if (!response.ok || !response.body) throw await errorOf(response);
    let first = true;
    for await (const line of linesOf(response.body)) {
      const event = JSON.parse(line) as ProgramEvent;
      if (first) receiveFirst(event);
      else receive(event);
      first = false;
    }
  }

  async function keepStreaming(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await stream(signal);
      } catch (error) {
        // The program has ended or restarted; another secret is no use in trying on.
        if (error instanceof ApiError) return;
      }
      await new Promise((resolve) => setTimeout(resolve, reconnectAfter));
    }
  }

  return {
    info: () => ask('info'),
    list: () => ask('list'),
    async add(files) {
      const added: string[] = [];
      let skipped = 0;
      // One after the other, so that the list keeps the order.
      const before = cancelled;
      for (const file of files) {
        const upload = send(file);
        sending = upload.catch(() => {});
        const result = await upload;
        if (cancelled !== before) break;
        added.push(...result.added);
        skipped += result.skipped;
      }
      return { added, skipped };
    },
    choose: (what) => ask('choose', what),
    addSamples: () => ask('addSamples'),
    async cancel() {
      cancelled++;
      await ask('cancel');
      // A file that was on its way has begun another batch.
      await sending;
      await ask('cancel');
    },
    remove: async (ids) => void (await ask('remove', ids)),
    open: (id, language) => ask('open', id, language),
    async source(id) {
      const response = await post('source', JSON.stringify([id]), { 'Content-Type': 'application/json' });
      // An answer that is no file is `null`.
      if (response.headers.get('Content-Type') !== 'application/octet-stream') return null;
      return new Uint8Array(await response.arrayBuffer());
    },
    fileState: (id) => ask('fileState', id),
    recheck: async (id) => void (await ask('recheck', id)),
    decide: (id, fingerprint, decision, note) => ask('decide', id, fingerprint, decision, note),
    review: async (id, state) => void (await ask('review', id, state)),
    exportReports: (request) => askForFile('exportReports', request),
    cancelExport: async () => void (await ask('cancelExport')),
    noticeTemplate: () => ask('noticeTemplate'),
    saveNoticeTemplate: (file, base64, language) => ask('saveNoticeTemplate', file, base64, language),
    removeNoticeTemplate: async () => void (await ask('removeNoticeTemplate')),
    saveNoticeSample: (language) => askForFile('saveNoticeSample', language),
    settings: () => ask('settings'),
    saveSettings: async (settings) => void (await ask('saveSettings', settings)),
    rules: () => ask('rules'),
    addRulePack: (file, text) => ask('addRulePack', file, text),
    switchRulePack: async (id, enabled) => void (await ask('switchRulePack', id, enabled)),
    removeRulePack: async (id) => void (await ask('removeRulePack', id)),
    changeRules: async (changes) => void (await ask('changeRules', changes)),
    applyRules: () => ask('applyRules'),
    archive: () => ask('archive'),
    async exportArchive() {
      const response = await post('exportArchive', '[]', { 'Content-Type': 'application/json' });
      save(await response.blob(), decodeURIComponent(response.headers.get('X-Gouji-Name') ?? ''));
      return true;
    },
    async importArchive(file) {
      if (!('file' in file)) throw new ApiError('refused', 'a browser window knows no paths');
      const response = await post('importArchive', file.file as Blob, { 'Content-Type': 'application/octet-stream' });
      return (await response.json()) as ArchiveImport;
    },
    showArchive: async () => void (await ask('showArchive')),
    diagnosis: () => ask('diagnosis'),
    clearArchive: async () => void (await ask('clearArchive')),
    subscribe(listener) {
      listeners.add(listener);
      if (!streaming) {
        streaming = new AbortController();
        void keepStreaming(streaming.signal);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        streaming?.abort();
        streaming = null;
      };
    },
    pathOf: () => null,
  };
}

/** As a download; the browser asks where to, if it is set to ask. */
function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // Not before the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Kept for a reload, and taken out of the address, which may be seen, copied or remembered. */
function takeSecret(): string {
  const fromAddress = location.hash.slice(1);
  if (fromAddress !== '') {
    sessionStorage.setItem(secretKey, fromAddress);
    history.replaceState(null, '', location.pathname);
    return fromAddress;
  }
  return sessionStorage.getItem(secretKey) ?? '';
}

async function errorOf(response: Response): Promise<ApiError> {
  const { code, message } = (await response.json()) as { code: ApiError['code']; message: string };
  return new ApiError(code, message);
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() as string;
    yield* lines;
  }
}
