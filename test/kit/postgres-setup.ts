import './typescript-imports.cjs';
import { holdCluster } from './throwaway-cluster.js';

export default holdCluster;
