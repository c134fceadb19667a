package ch.meuthak.lotse.console.haproxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A release on a raw socket that answers with what it was asked: the request's head, after its own name and the body's length.
 * {@code /health/ready} says whether it is ready, {@code /sleep/300} takes 300 ms, {@code /hold} until it is let go, {@code /fail} is 500, {@code /die} closes
 * without an answer, {@code /cut} in the middle of one (also {@code /cut/chunked} and {@code /cut/long}), {@code /refuse/404} is 404, {@code /large} is 10 MB (and {@code /large/501} of that status), {@code /early} answers
 * before it has read a body, and closes with it unread when it is let go. All that also under {@code /hooks/redeploy}.
 */
final class StubRelease implements AutoCloseable {
    private static final String CHECK = "/health/ready";

    private final String name;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> used = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch held = new CountDownLatch(1);
    private volatile boolean ready = true;

    private StubRelease(String name, int port) throws IOException {
        this.name = name;
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
        Thread.ofVirtual().start(this::accept);
    }

    static StubRelease start(String name) throws IOException {
        return new StubRelease(name, 0);
    }

    /** Another one at the same address, once this one is closed. */
    StubRelease again() throws IOException {
        return new StubRelease(name, server.getLocalPort());
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    void ready(boolean now) {
        ready = now;
    }

    /** Answers the requests that it holds, and holds no more. */
    void letGo() {
        held.countDown();
    }

    /** How many requests came, checks left out. */
    int requests() {
        return requests.get();
    }

    /** Connections that are open now and on which a request came; not those of checks. */
    int connections() {
        return used.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            while (answer(Request.read(in), socket)) {
                // the next one on this connection
            }
        } catch (IOException | InterruptedException e) {
            // the other side is gone, or this one ends
        } finally {
            open.remove(socket);
            used.remove(socket);
        }
    }

    private boolean answer(Request request, Socket socket) throws IOException, InterruptedException {
        if (request.path().equals(CHECK)) {
            reply(socket, ready ? 200 : 503, "");
            return request.mayGoOn();
        }
        requests.incrementAndGet();
        used.add(socket);
        switch (request.path().replaceAll("^/hooks(/redeploy)?", "").replaceAll("/[0-9]+$", "")) {
            case "/die" -> {
                return false;
            }
            case "/cut" -> {
                write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
                return false;
            }
            case "/cut/chunked" -> {
                write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
                return false;
            }
            case "/cut/long" -> {
                write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 40000\r\n\r\nhalf");
                return false;
            }
            case "/early" -> {
                reply(socket, 200, "early");
                socket.shutdownOutput();
                held.await(); // closed at once, the kernel's reset would overtake the answer
                return false;
            }
            case "/refuse" -> reply(socket, request.status(0), "no");
            case "/large" -> reply(socket, request.status(200), "x".repeat(10_000_000));
            case "/fail" -> reply(socket, 500, "broken");
            case "/sleep" -> {
                Thread.sleep(Long.parseLong(request.path().replaceAll(".*/", "")));
                reply(socket, 200, name);
            }
            case "/hold" -> {
                held.await();
                reply(socket, 200, name);
            }
            default -> reply(socket, 200, name + " " + request.bodyLength() + "\n" + request.head());
        }
        return request.mayGoOn();
    }

    private void reply(Socket socket, int status, String body) throws IOException {
        write(
                socket,
                "HTTP/1.1 " + status + " Status\r\nX-Release: " + name + "\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body);
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** As a process that is killed. */
    @Override
    public void close() {
        letGo();
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException alreadyGone) {
            // There is nothing left to close.
        }
        HaProxy.await(this::refuses); // the accepting thread has to notice first
    }

    private boolean refuses() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
            return !socket.isConnected();
        } catch (IOException e) {
            return true;
        }
    }

    private record Request(String head, String path, Map<String, String> headers, int bodyLength) {

        static Request read(InputStream in) throws IOException {
            String first = line(in);
            StringBuilder head = new StringBuilder(first);
            Map<String, String> headers = new TreeMap<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                head.append('\n').append(line);
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            String path = first.split(" ", 3)[1];
            return new Request(head.toString(), path, headers, path.equals("/early") ? 0 : body(in, headers));
        }

        /** The number that its path ends with. */
        int status(int usual) {
            String last = path.replaceAll(".*/", "");
            return last.matches("[0-9]{3}") ? Integer.parseInt(last) : usual;
        }

        boolean mayGoOn() {
            return !"close".equals(headers.get("connection"));
        }

        private static int body(InputStream in, Map<String, String> headers) throws IOException {
            if (!"chunked".equals(headers.get("transfer-encoding"))) {
                return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0"))).length;
            }
            int all = 0;
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                all += in.readNBytes(size).length;
                line(in);
            }
            line(in);
            return all;
        }

        private static String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("closed");
                }
                line.append((char) c);
            }
            return line.toString().stripTrailing();
        }
    }
}
