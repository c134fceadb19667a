package ch.meuthak.lotse.console.pipeline;

import ch.meuthak.lotse.server.Sha256;
import ch.meuthak.lotse.server.UnixSocket;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The part of GitHub's REST and GraphQL API that {@code gh} needs for the infrastructure's steps and for a release, on a unix
 * socket: {@code gh}'s setting {@code http_unix_socket}. The repository is {@code you/lotse}. It keeps every change that it was
 * asked for. It answers an unknown address with 404, and {@code gh} fails.
 *
 * @see <a href="https://docs.github.com/en/rest">GitHub's REST API</a>
 */
final class GitHubStandIn implements AutoCloseable {
    static final long REPOSITORY_ID = 812345678;
    static final long OWNER_ID = 4711;
    private static final String REPOSITORY = "/repos/you/lotse";
    private static final long WORKFLOW_ID = 77;

    private final WebServer server;
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final List<String> tags = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();

    private GitHubStandIn(Path socket) {
        server = WebServer.builder()
                .bindAddress(UnixSocket.at(socket))
                .shutdownHook(false)
                .routing(this::route)
                .build();
    }

    static GitHubStandIn start(Path socket) {
        var github = new GitHubStandIn(socket);
        github.server.start();
        return github;
    }

    private void route(HttpRouting.Builder routing) {
        routing.post("/graphql", this::graph)
                .get(REPOSITORY, (req, res) -> res.send(repository().toString()))
                .post(REPOSITORY + "/actions/variables", this::change)
                .put(REPOSITORY + "/environments/production", this::change)
                .post(REPOSITORY + "/environments/production/deployment-branch-policies", this::change)
                .get(REPOSITORY + "/actions/workflows", (req, res) -> res.send(list("workflows", workflow())))
                .get(
                        REPOSITORY + "/actions/workflows/{id}",
                        (req, res) -> res.send(workflow().toString()))
                .post(REPOSITORY + "/actions/workflows/{id}/dispatches", this::dispatch)
                .get(REPOSITORY + "/actions/runs", (req, res) -> res.send(list("workflow_runs", run(false))))
                .get(
                        REPOSITORY + "/actions/runs/1",
                        (req, res) ->
                                res.send(run(looks.incrementAndGet() % 2 == 0).toString()))
                .get(REPOSITORY + "/actions/runs/1/jobs", (req, res) -> res.send(list("jobs", job())))
                .get(REPOSITORY + "/check-runs/{id}/annotations", (req, res) -> res.send("[]"))
                .get(REPOSITORY + "/git/matching-refs/tags/{prefix}", this::tags)
                .post(REPOSITORY + "/git/refs", this::change)
                .route(Method.PATCH, REPOSITORY + "/git/refs/tags/{tag}", this::change)
                .post(REPOSITORY + "/releases", this::release)
                .route(Method.PATCH, REPOSITORY + "/releases/1", this::release)
                .post(REPOSITORY + "/releases/1/assets", this::upload);
    }

    /** {@code gh} refuses an answer with more than it has asked for. */
    private void graph(ServerRequest request, ServerResponse response) {
        ObjectNode tag = Checkout.JSON.createObjectNode();
        tag.putObject("data").putObject("repository").putObject("ref").put("id", "REF_1");
        boolean ofTag = request.content().as(String.class).contains("qualifiedName");
        response.send((ofTag ? tag : repositoryAsGraph()).toString());
    }

    private void tags(ServerRequest request, ServerResponse response) {
        String prefix = request.path().pathParameters().get("prefix");
        ArrayNode refs = Checkout.JSON.createArrayNode();
        tags.stream().filter(tag -> tag.startsWith(prefix)).forEach(tag -> refs.addObject()
                .put("ref", "refs/tags/" + tag));
        response.send(refs.toString());
    }

    private void release(ServerRequest request, ServerResponse response) {
        note(request);
        String url = REPOSITORY + "/releases/1";
        ObjectNode release = Checkout.JSON.createObjectNode().put("id", 1).put("url", "https://api.github.com" + url);
        release.put("upload_url", "https://uploads.github.com" + url + "/assets{?name,label}");
        response.status(Status.CREATED_201)
                .send(release.put("html_url", "https://github.com/you/lotse/releases/1")
                        .toString());
    }

    private void upload(ServerRequest request, ServerResponse response) {
        changes.add("upload " + request.query().get("name") + " "
                + Sha256.hex(request.content().as(byte[].class)));
        response.status(Status.CREATED_201).send("{}");
    }

    /** A repository with these tags. */
    GitHubStandIn tagged(String... names) {
        tags.addAll(List.of(names));
        return this;
    }

    /** The variables by which {@code gh} talks to it. */
    static Map<String, String> client(Path socket, Path configuration) throws IOException {
        Files.createDirectories(configuration);
        Files.writeString(configuration.resolve("config.yml"), "http_unix_socket: " + socket + "\n");
        return Map.of("GH_CONFIG_DIR", configuration.toString(), "GH_TOKEN", "gho_" + "x".repeat(36));
    }

    private void change(ServerRequest request, ServerResponse response) {
        note(request);
        response.status(Status.CREATED_201).send("{}");
    }

    private void dispatch(ServerRequest request, ServerResponse response) {
        note(request);
        response.status(Status.NO_CONTENT_204).send();
    }

    private void note(ServerRequest request) {
        ObjectNode body = request.content().as(ObjectNode.class);
        // A younger gh asks for the address of the run besides.
        body.remove("return_run_details");
        changes.add(
                request.prologue().method() + " " + request.path().path().substring(REPOSITORY.length()) + " " + body);
    }

    /** What was to be changed so far: method, path within the repository, body. */
    List<String> changes() {
        return changes;
    }

    private static ObjectNode repository() {
        ObjectNode repository = Checkout.JSON.createObjectNode();
        repository.put("id", REPOSITORY_ID).put("name", "lotse").put("full_name", "you/lotse");
        repository
                .put("default_branch", "main")
                .putObject("owner")
                .put("id", OWNER_ID)
                .put("login", "you");
        return repository;
    }

    private static ObjectNode repositoryAsGraph() {
        ObjectNode answer = Checkout.JSON.createObjectNode();
        ObjectNode repository = answer.putObject("data").putObject("repository");
        repository.put("id", "R_1").put("name", "lotse").putObject("owner").put("login", "you");
        repository.putObject("defaultBranchRef").put("name", "main");
        return answer;
    }

    private static ObjectNode workflow() {
        return Checkout.JSON
                .createObjectNode()
                .put("id", WORKFLOW_ID)
                .put("name", "Deploy")
                .put("path", ".github/workflows/deploy.yml")
                .put("state", "active");
    }

    private static ObjectNode run(boolean over) {
        ObjectNode run = state(over).put("name", "Deploy").put("display_title", "Deploy");
        run.put("head_branch", "main").put("head_sha", "0".repeat(40)).put("event", "workflow_dispatch");
        run.put("workflow_id", WORKFLOW_ID)
                .put("jobs_url", "https://api.github.com" + REPOSITORY + "/actions/runs/1/jobs");
        run.put("created_at", "2026-11-26T12:00:00Z").put("run_started_at", "2026-11-26T12:00:00Z");
        run.set("repository", repository());
        return run;
    }

    private static ObjectNode job() {
        ObjectNode job = state(true).put("name", "Redeploy");
        job.put("started_at", "2026-11-26T12:00:00Z").put("completed_at", "2026-11-26T12:01:00Z");
        job.putArray("steps");
        return job;
    }

    private static ObjectNode state(boolean over) {
        return Checkout.JSON
                .createObjectNode()
                .put("id", 1)
                .put("status", over ? "completed" : "in_progress")
                .put("conclusion", over ? "success" : null);
    }

    private static String list(String name, ObjectNode only) {
        ObjectNode list = Checkout.JSON.createObjectNode().put("total_count", 1);
        list.putArray(name).add(only);
        return list.toString();
    }

    @Override
    public void close() {
        server.stop();
    }
}
