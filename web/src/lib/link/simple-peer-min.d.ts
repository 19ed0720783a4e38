/** The bundled build: the package's main file wants Node's globals, which a browser has not. */
declare module 'simple-peer/simplepeer.min.js' {
  import SimplePeer from 'simple-peer';
  export default SimplePeer;
}
