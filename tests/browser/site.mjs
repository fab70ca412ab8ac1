// A site with its own origin, which serves whatever page the test makes.
import { createServer } from 'node:http';
import { eventually } from './support.mjs';

export class Site {
  // `render` returns the page for an address: a string is HTML; {type, body}, with optional {headers}, is sent
  // unchanged.
  static async open(render) {
    const site = new Site();
    site.server = createServer((request, response) => {
      const url = new URL(request.url, site.origin);
      if (url.pathname === '/favicon.ico') return response.writeHead(204).end();
      const page = render(url);
      const { type, body, headers = {} } = typeof page === 'string' ? { type: 'text/html', body: page } : page;
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      response.setHeader('Content-Type', `${type}; charset=utf-8`);
      response.end(body);
    });
    await new Promise((resolve) => site.server.listen(0, '127.0.0.1', resolve));
    site.origin = `http://localhost:${site.server.address().port}`;
    return site;
  }

  // Lets this site send signatures; waits until the server knows.
  async makePartner(env) {
    await env.importCampaigns((campaigns, [partner]) => partner.origins.push(this.origin));
    const options = { headers: { Origin: this.origin } };
    await eventually(async () => {
      const [{ slug }] = (await (await fetch(`${env.server}/v1/campaigns`)).json()).campaigns;
      return (await (await fetch(`${env.server}/v1/campaigns/${slug}/view`, options)).text()).includes('"form"');
    }, true);
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}
