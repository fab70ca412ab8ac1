// The exact number of confirmed signatures of a campaign, as organizers see it; the public count is up to ten seconds
// old. A server started by this process takes its token for /metrics from the environment.
export const metricsToken = 'of-the-tests-0123456789abcdef';
process.env.UNDERSIGNED_METRICS_TOKEN = metricsToken;

export async function metrics(server) {
  const answer = await fetch(`${server}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } });
  if (answer.status !== 200) throw new Error(`/metrics answers ${answer.status}`);
  return answer.text();
}

export async function exactCount(server, campaign) {
  const name = `undersigned_signatures{campaign="${campaign}",status="confirmed"} `;
  const line = (await metrics(server)).split('\n').find((each) => each.startsWith(name));
  if (line === undefined) throw new Error(`/metrics has no ${name}`);
  return Number(line.slice(name.length));
}
