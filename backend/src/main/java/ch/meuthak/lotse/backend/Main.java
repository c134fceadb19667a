package ch.meuthak.lotse.backend;

/** Wires the backend and starts it. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}
