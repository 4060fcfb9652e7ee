/** The wire to the pages: socket.io with our options, and broadcasts in slices. Live features work on the stock adapter too. */
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { ServerOptions } from 'socket.io';
import type { Limits } from '../config/limits.js';
import type { Metrics } from '../metrics/metrics.js';
import { chunkedBroadcastAdapter } from '../transport/chunked-broadcast-adapter.js';
import { queueKeyOf } from '../transport/connection-registry.js';
import { JournalService } from './journal.service.js';

export class LiveIoAdapter extends IoAdapter {
  constructor(
    private readonly app: INestApplicationContext,
    private readonly limits: Limits,
    private readonly metrics: Metrics,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: Parameters<IoAdapter['createIOServer']>[1]) {
    const adapter = this.broadcaster();
    const ours: Partial<ServerOptions> = {
      ...(adapter ? { adapter } : {}),
      maxHttpBufferSize: this.limits.message,
      perMessageDeflate: false,
      httpCompression: false,
      serveClient: false,
      transports: ['websocket', 'polling'],
      connectTimeout: 10_000,
      // A line that is dead without a word is noticed within twenty seconds.
      pingInterval: 10_000,
      pingTimeout: 10_000,
    };
    return super.createIOServer(port, { ...options, ...ours } as typeof options);
  }

  /** Undefined: the one that comes with socket.io, by which everything works too. */
  protected broadcaster(): ServerOptions['adapter'] | undefined {
    const journal = this.app.get(JournalService);
    return chunkedBroadcastAdapter({
      laneOf: queueKeyOf,
      isUnderLoad: () => journal.isUnderLoad(),
      maxBufferedBytes: this.limits.owed,
      onCutOff: () => this.metrics.limited('owed'),
      onDelivered: lines => this.metrics.delivered(lines),
      onBroadcastDone: milliseconds => this.metrics.broadcastDone(milliseconds),
    });
  }
}
