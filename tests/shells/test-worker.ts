/** A worker of the checking pool that does what the file's name says: hang, crash, fill its memory, or answer. */
import { parentPort, threadId } from 'node:worker_threads';
import type { FromWorker, ToWorker } from '../../src/main/services/check-protocol.ts';
import { unreadable } from '../../src/shared/unreadable.ts';

const hoard: number[][] = [];

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'end') parentPort?.close();
  if (message.type !== 'check') return;
  const { file } = message;
  if (file.startsWith('hang')) for (;;);
  if (file.startsWith('exit')) process.exit(3);
  if (file.startsWith('throw')) throw new Error('thrown outside of a check');
  if (file.startsWith('memory')) for (;;) hoard.push(new Array<number>(100_000).fill(Math.random()));
  if (file.startsWith('print')) console.log('a library that prints');
  if (file.startsWith('bug')) send({ type: 'failed', detail: 'thrown by a rule' });
  else
    send({
      type: 'answer',
      answer: { kind: 'plain', sha256: `thread ${threadId}`, outcome: { ...unreadable('empty'), error: null } },
    });
});

function send(message: FromWorker): void {
  parentPort?.postMessage(message);
}

send({ type: 'ready' });
