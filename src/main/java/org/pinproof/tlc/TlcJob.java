package org.pinproof.tlc;

/**
 * What TLC is to check, as one JVM tells another.
 *
 * @param origin the folder the specification came from, which tells specifications of the same module name apart
 * @param folder a private copy of it, with the cfg, which is written to
 * @param module the root module's name, without {@code .tla}
 * @param cfg the cfg's file name in the private folder
 * @param states the private folder for TLC's state files
 * @param workers threads that search, if the cfg admits more than one
 * @param coverage whether actions are counted
 */
public record TlcJob(
        String origin, String folder, String module, String cfg, String states, int workers, boolean coverage) {

    static TlcJob of(TlcRequest request, RunFolder folder) {
        SpecSource source = request.source();
        return new TlcJob(
                source.directory().toString(),
                folder.spec().toString(),
                source.module(),
                source.cfg().getFileName().toString(),
                folder.meta().toString(),
                request.workers(),
                request.coverage());
    }
}
