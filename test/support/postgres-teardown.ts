import './typescript-imports.cjs';
import { releaseCluster } from './throwaway-cluster.js';

export default releaseCluster;
