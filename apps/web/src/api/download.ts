import { answered } from './client.js';

/** Fetches a file as `as` and hands it to the reader under the name the server gave it. */
export async function download(as: string, path: string, fallback: string): Promise<void> {
  const response = await answered(path, { headers: { 'X-Kengesh-As': as } });
  const given = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = given ? decodeURIComponent(given) : fallback;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
