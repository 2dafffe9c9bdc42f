import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Store } from "../cloud/store";
import { endWithEngine } from "../end-with-engine";
import { Provider } from "./provider";
import { protocolOf } from "./protocol";

const directory = process.env.LOCAL_AWS_DIR;
if (directory === undefined) {
  process.stderr.write("LOCAL_AWS_DIR is not set: it names the folder that holds the local AWS.\n");
  process.exit(2);
}

endWithEngine();
const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
server.addService(ResourceProviderService, protocolOf(new Provider(new Store(directory))));
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  // The engine reads the port from the first line.
  process.stdout.write(`${port}\n`);
});
