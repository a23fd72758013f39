// An S3 server on loopback for one test: node s3.mjs FOLDER. Prints its port when it listens; ends with its standard input.
import S3rver from 's3rver';

const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: process.argv[2] });
// This server answers in the XML namespace of an early draft; S3 itself, and so its clients, use the one of the API reference (2006-03-01).
server.middleware.unshift(async (context, next) => {
  await next();
  if (typeof context.body === 'string') {
    context.body = context.body.replaceAll('http://doc.s3.amazonaws.com/2006-03-01/', 'http://s3.amazonaws.com/doc/2006-03-01/');
  }
});
const { port } = await server.run();
console.log(port);
process.stdin.resume().on('end', () => process.exit(0));
