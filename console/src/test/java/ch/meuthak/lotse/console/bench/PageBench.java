package ch.meuthak.lotse.console.bench;

import ch.meuthak.lotse.console.web.PageLatency;

/**
 * How long the overview takes while a refresh hangs, against the same while none runs, in one run: a page must never wait for
 * AWS. Goal: p99 under 50 ms.
 */
public final class PageBench {
    private PageBench() {}

    public static void main(String[] args) throws Exception {
        PageLatency.measureAndPrint(System.out);
    }
}
