// The conformance suite sends no token. This passes requests on with one, and everything else as it is, but for the port in
// Host: the server knows its own.
// Arguments: port to listen on, port of the Core, token.
import http from 'node:http';

const [listen, core, token] = process.argv.slice(2);
http.createServer((request, response) => {
  const onward = http.request(
    {
      host: '127.0.0.1',
      port: Number(core),
      method: request.method,
      path: request.url,
      headers: {
        ...request.headers,
        host: request.headers.host.replace(`:${listen}`, `:${core}`),
        authorization: `Bearer ${token}`,
      },
    },
    (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    },
  );
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}).listen(Number(listen), '127.0.0.1', () => console.log('ready'));
