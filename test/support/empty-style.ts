// What a stylesheet is to a test without a browser: class names as they are written (CSS modules), nothing else.
export default new Proxy({}, { get: (_target, name) => (name === '__esModule' ? false : String(name)) });
