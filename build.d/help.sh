# ./build help

main() {
  cat << 'TEXT'
./build run [--port N] [--home DIR] [--agents qemu|process] [--war FILE --plugins DIR]
        Jenkins with the suite on http://localhost:8080, configured, with sample pipelines. Ctrl-C stops everything.
        Agents are virtual machines where KVM works, else processes; it says which, and --agents decides.
./build test [AREA]
        Builds and tests everything, or one area; brings up what the tests need and prints a table at the end.
./build package
        The four .hpi in target/hpi, with their sizes and bundled libraries checked.
./build story [AREA]
        The engines' stories on real machines, processes and servers, told with times, with reports in target/story;
        then the proofs too long for test (whole crash and fault matrices, fifty agents at once). Long.
./build story engines [AREA]
        The stories alone; no Jenkins is needed.
./build bench [AREA]
        The benchmarks, those in Jenkins too where it can be had. Long.
./build services get|up|down|status [PART…]
        The real parts the tests use, alone, on loopback.
./build help

AREA: rules, agent-provisioner, environments, artefacts, logs, library, shell
Maven options go into MAVEN_ARGS, as with Maven itself.
TEXT
}
