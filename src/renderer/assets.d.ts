/** What Vite resolves and TypeScript does not know. */
declare module '*.css';

declare module '*?url' {
  const url: string;
  export default url;
}

declare module 'mammoth/mammoth.browser.js' {
  export { default } from 'mammoth';
}
