import { createRequire } from 'node:module';
import path from 'node:path';
import express, { Router } from 'express';

const INITIALIZER = `window.onload = () => {
  window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset], layout: 'StandaloneLayout', validatorUrl: null });
};`;

/** The document, and a page that shows it without asking anybody else. It is made when it is first asked for: that takes a while. */
export function docsPage(document: () => object): Router {
  let text: string | undefined;
  const router = Router();
  const files = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  router.get('/openapi.json', (_req, res) => {
    text ??= JSON.stringify(document());
    res.type('json').send(text);
  });
  router.get('/docs/swagger-initializer.js', (_req, res) => void res.type('js').send(INITIALIZER));
  router.use('/docs', express.static(files));
  return router;
}
