package ch.meuthak.lotse.console.box;

import ch.meuthak.lotse.console.docker.DockerEngine;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process in a container can see and do, asked with Debian's Perl, which is in every image of ours: there is nothing
 * else in them to ask with.
 */
record Inside(DockerEngine engine, String container) {

    /** What the Perl program prints, run as the container's own user. */
    String perl(String program, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("exec", container, "/usr/bin/perl", "-MSocket", "-MIO::Socket::INET", "-e", program));
        command.addAll(List.of(arguments));
        return engine.docker(command.toArray(String[]::new));
    }

    /** {@code connected}, or the system's word for why not. */
    String connect(String host, int port) {
        return perl(
                "my $to = IO::Socket::INET->new(PeerAddr => $ARGV[0], PeerPort => $ARGV[1], Timeout => 3);"
                        + " print $to ? 'connected' : $!",
                host,
                Integer.toString(port));
    }

    /** A line of {@code /proc/1/status}, without its name. */
    String status(String name) {
        return perl("open my $in, '<', '/proc/1/status'; print grep { s/^$ARGV[0]:\\s*// } <$in>", name);
    }

    /** {@code written}, or why a file cannot be made there. */
    String write(String folder) {
        return perl(
                "my $at = \"$ARGV[0]/x\"; print open(my $out, '>', $at) ? (unlink($at), 'written')[1] : $!", folder);
    }

    /** {@code executed}, or why a program that is put there cannot be run. */
    String execute(String folder) {
        return perl(
                "my $at = \"$ARGV[0]/program\"; open my $out, '>', $at or die; print $out \"#!/usr/bin/perl\\nprint 'executed'\";"
                        + " close $out; chmod 0755, $at; $| = 1; exec { $at } $at or print $!",
                folder);
    }

    /** The limit that the kernel holds it to, in bytes; both kinds of control groups. */
    long memoryLimit() {
        return Long.parseLong(perl("for (qw(/sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes))"
                        + " { open my $in, '<', $_ or next; print <$in>; last }")
                .strip());
    }

    /** Every TCP address that its processes listen on, {@code 127.0.0.1:5080}, IPv4 in IPv6 as IPv4. */
    List<String> listeners() {
        return perl("""
                        my %own = map { (readlink($_) // '') =~ /^socket:\\[(\\d+)\\]$/ ? ($1 => 1) : () } glob '/proc/[0-9]*/fd/*';
                        for my $table ('/proc/1/net/tcp', '/proc/1/net/tcp6') {
                            open my $in, '<', $table or next;
                            while (<$in>) {
                                my ($local, $state, $inode) = (split)[1, 3, 9];
                                next unless $state eq '0A' && $own{$inode};
                                my ($address, $port) = split /:/, $local;
                                my $bytes = pack 'L*', map { hex } $address =~ /.{8}/g;
                                $bytes = substr $bytes, 12 if $bytes =~ /^\\0{10}\\xff\\xff/s;
                                print join('.', unpack('C*', $bytes)), ':', hex $port, "\\n";
                            }
                        }
                        """).lines().toList();
    }
}
