package ch.meuthak.lotse.console.stack;

import ch.meuthak.lotse.console.Main;
import ch.meuthak.lotse.console.Script;
import ch.meuthak.lotse.console.probe.ZoneServer;
import ch.meuthak.lotse.server.testing.Await;
import ch.meuthak.lotse.server.testing.Program;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The console as a process, with the settings that the box gives it: it watches a stack in moto, and deploys nothing. */
record WatchingConsole(Program program) implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    static WatchingConsole start(Path folder, MotoStack stack, ZoneServer dns) throws Exception {
        return new WatchingConsole(Program.java(
                folder,
                Map.ofEntries(
                        Map.entry("AWS_ENDPOINT_URL", stack.endpoint().toString()),
                        Map.entry("AWS_REGION", "us-east-1"),
                        Map.entry("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE"),
                        Map.entry("AWS_SECRET_ACCESS_KEY", "secret"),
                        Map.entry("LOTSE_DOMAIN", MotoStack.DOMAIN),
                        Map.entry("LOTSE_LOAD_BALANCER", MotoStack.NAME),
                        Map.entry(
                                "LOTSE_DNS_SERVERS",
                                "127.0.0.1:" + dns.address().getPort()),
                        Map.entry("LOTSE_CONSOLE_PORT", "0"),
                        Map.entry("LOTSE_CONSOLE_TOKEN", Script.TOKEN),
                        Map.entry("LOTSE_CONSOLE_REFRESH", "1s"),
                        Map.entry("LOTSE_STATE_DIR", folder.resolve("state").toString())),
                "-cp",
                Program.productionClassPath(),
                Main.class.getName()));
    }

    /** What it shows as soon as the hop has this status. */
    JsonNode awaitHop(String hop, String status) throws Exception {
        String url = program.awaitLine("^console +(http://127.0.0.1:\\d+)/login") + "/api/topology";
        Await.until(
                hop + " is " + status + " at " + url,
                () -> status.equals(hops(look(url)).get(hop)));
        return look(url);
    }

    private static JsonNode look(String url) throws Exception {
        return JSON.readTree(Script.ask("GET", url, "").body());
    }

    /** The status of each hop, in the order of the path. */
    static Map<String, String> hops(JsonNode topology) {
        var hops = new LinkedHashMap<String, String>();
        topology.path("path")
                .forEach(hop ->
                        hops.put(hop.path("hop").asText(), hop.path("status").asText()));
        return hops;
    }

    @Override
    public void close() {
        program.close();
    }
}
