package ch.meuthak.lotse.console.probe;

import ch.meuthak.lotse.console.sandbox.dns.DnsSockets;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A DNS server on 127.0.0.1, UDP and TCP on the same port, that answers from a list of records. */
public final class ZoneServer implements AutoCloseable {
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final List<Record> records = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int rcode = Rcode.NOERROR;
    private volatile boolean silent;
    private volatile boolean truncating;
    private volatile boolean oneLinkAtATime;

    public ZoneServer() throws IOException {
        DnsSockets sockets = DnsSockets.bind();
        udp = sockets.udp();
        tcp = sockets.tcp();
        Thread.ofVirtual().start(this::serveUdp);
        Thread.ofVirtual().start(this::serveTcp);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), udp.getLocalPort());
    }

    public ZoneServer cname(String name, String target) {
        return add(new CNAMERecord(name(name), DClass.IN, 60, name(target)));
    }

    public ZoneServer a(String name, String address) {
        return add(new ARecord(name(name), DClass.IN, 60, address(address)));
    }

    ZoneServer aaaa(String name, String address) {
        return add(new AAAARecord(name(name), DClass.IN, 60, address(address)));
    }

    ZoneServer soa(String zone) {
        return add(
                new SOARecord(name(zone), DClass.IN, 60, name("ns1." + zone), name("who." + zone), 1, 60, 60, 60, 60));
    }

    ZoneServer ns(String zone, String server) {
        return add(new NSRecord(name(zone), DClass.IN, 60, name(server)));
    }

    private ZoneServer add(Record record) {
        records.add(record);
        return this;
    }

    /** Answers every question with this code and nothing else. */
    ZoneServer failing(int code) {
        rcode = code;
        return this;
    }

    ZoneServer silent() {
        silent = true;
        return this;
    }

    /** Answers over UDP only that the answer is too long for UDP. */
    ZoneServer truncating() {
        truncating = true;
        return this;
    }

    /** Answers with a CNAME alone, as a server does that does not hold its target. */
    ZoneServer oneLinkAtATime() {
        oneLinkAtATime = true;
        return this;
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    private Message answer(Message query, boolean overUdp) {
        Record question = query.getQuestion();
        asked.add(Type.string(question.getType()) + " " + question.getName().toString(true)
                + (overUdp ? "" : " over TCP"));
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setOpcode(Opcode.QUERY);
        answer.addRecord(question, Section.QUESTION);
        answer.getHeader().setRcode(rcode);
        if (overUdp && truncating) {
            answer.getHeader().setFlag(Flags.TC);
        } else if (rcode == Rcode.NOERROR) {
            fill(answer, question);
        }
        return answer;
    }

    private void fill(Message answer, Record question) {
        Name name = question.getName();
        for (int links = 0; links < 20; links++) {
            Name at = name;
            List<Record> here =
                    records.stream().filter(one -> one.getName().equals(at)).toList();
            if (here.isEmpty() && links == 0) {
                answer.getHeader().setRcode(Rcode.NXDOMAIN);
            }
            here.stream()
                    .filter(one -> one.getType() == question.getType() || one.getType() == Type.CNAME)
                    .forEach(one -> answer.addRecord(one, Section.ANSWER));
            if (oneLinkAtATime || here.isEmpty() || !(here.getFirst() instanceof CNAMERecord cname)) {
                return;
            }
            name = cname.getTarget();
        }
    }

    private void serveUdp() {
        while (!udp.isClosed()) {
            try {
                var packet = new DatagramPacket(new byte[4096], 4096);
                udp.receive(packet);
                if (silent) {
                    continue;
                }
                byte[] answer = answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength())), true)
                        .toWire();
                udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try (Socket socket = tcp.accept()) {
                var in = new DataInputStream(socket.getInputStream());
                byte[] query = in.readNBytes(in.readUnsignedShort());
                byte[] answer = answer(new Message(query), false).toWire();
                var out = new DataOutputStream(socket.getOutputStream());
                out.writeShort(answer.length);
                out.write(answer);
            } catch (IOException e) {
                // the client has gone, or the server is closed
            }
        }
    }

    private static Name name(String text) {
        return Name.fromConstantString(text + ".");
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }
}
