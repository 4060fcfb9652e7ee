/** All that the gateway promises holds as well by the adapter that comes with socket.io. */

import { LiveIoAdapter } from './live-io-adapter.js';
import { transport } from './live-kit.suite.js';

transport.wire = class StockIoAdapter extends LiveIoAdapter {
  protected override broadcaster() {
    return undefined;
  }
};

import './journal.gateway.test.js';
