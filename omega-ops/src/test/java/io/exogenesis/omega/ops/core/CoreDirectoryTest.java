package io.exogenesis.omega.ops.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.journal.DirectoryLock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoreDirectoryTest {
    @TempDir
    private Path dir;

    /** Process ids are used again: our own JVM is alive and is no Core. */
    @Test
    void running_pidOfAnotherProgram_isNoCore() throws IOException {
        CoreDirectory data = new CoreDirectory(dir);
        assertThat(data.running()).isEmpty();
        data.remember(ProcessHandle.current().pid());
        assertThat(data.running()).isEmpty();
        assertThat(CoreStatus.of(data)).isEqualTo(CoreStatus.STOPPED);
        assertThat(SupervisedCore.stop(data)).isFalse();
    }

    /** Each killed JVM left its native libraries there, 24 MB a time. */
    @Test
    void forgetTheDead_takesTemporaryFilesAway_andNothingElse() throws IOException {
        CoreDirectory data = new CoreDirectory(dir);
        Files.createDirectories(data.temporary().resolve("onnxruntime-java1"));
        Files.writeString(data.temporary().resolve("onnxruntime-java1").resolve("lib.so"), "native");
        Files.createDirectories(data.keys());

        data.forgetTheDead();

        assertThat(data.temporary()).isEmptyDirectory();
        assertThat(data.keys()).isDirectory();
    }

    /** The jars in an archive have the same times in each build, by which Liberty would take its copies of yesterday's for today's. */
    @Test
    void forgetOtherBuilds_anotherApplication_copiesGoAndLogsStay() throws IOException {
        CoreDirectory data = new CoreDirectory(dir.resolve("data"));
        CoreInstall install = new CoreInstall(dir.resolve("wlp"));
        Path copy = data.output().resolve("omega/workarea/cache/lib.jar");
        application(install, "one");
        data.forgetOtherBuilds(install.build());
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, "of one");
        Files.createDirectories(data.messagesLog().getParent());
        Files.writeString(data.messagesLog(), "story");

        data.forgetOtherBuilds(install.build());
        assertThat(copy).exists();

        application(install, "two");
        data.forgetOtherBuilds(install.build());
        assertThat(copy).doesNotExist();
        assertThat(data.messagesLog()).exists();
    }

    private static void application(CoreInstall install, String text) throws IOException {
        Path ear = install.server().resolve("apps/omega.ear");
        Files.createDirectories(ear.getParent());
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(ear))) {
            ZipEntry entry = new ZipEntry("lib.jar");
            entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
            out.putNextEntry(entry);
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The demonstration empties its directory: one that is in use must be refused before anything is touched. */
    @Test
    void refuseWhileRunning_lockedDirectory_refusedInOneLine() {
        CoreDirectory data = new CoreDirectory(dir);
        data.refuseWhileRunning();
        try (DirectoryLock held = DirectoryLock.acquire(dir, "the data directory")) {
            assertThatThrownBy(data::refuseWhileRunning)
                    .isInstanceOf(CoreProblem.class)
                    .hasMessageContaining("--data")
                    .hasMessageNotContaining("\n");
        }
        data.refuseWhileRunning();
    }

    @Test
    void bootstrap_fileOfTheContract_readsAndHidesSecrets() throws IOException {
        CoreDirectory data = new CoreDirectory(dir);
        assertThat(data.bootstrap()).isEmpty();
        Files.writeString(data.bootstrapFile(), """
                {"http":"http://127.0.0.1:9080","https":"https://127.0.0.1:9443","quic":"quic://127.0.0.1:4433",
                 "pin":"cGlu","enrolmentKey":"key-secret","adminToken":"token-secret"}""");
        Bootstrap read = data.bootstrap().orElseThrow();
        assertThat(read.http()).isEqualTo("http://127.0.0.1:9080");
        assertThat(read.toString()).doesNotContain("secret");
        Files.writeString(data.bootstrapFile(), "{\"http\":");
        assertThatThrownBy(data::bootstrap).isInstanceOf(CoreProblem.class).hasMessageContaining("bootstrap.json");
    }

    /** One key for HTTPS and QUIC; made once, private, and never replaced, since viewers have pinned it. */
    @Test
    void ensure_twice_onePrivateEcKey() throws Exception {
        CoreDirectory data = new CoreDirectory(dir);
        String password = KeyStoreMaker.ensure(data);
        byte[] made = Files.readAllBytes(data.keyStore());
        assertThat(KeyStoreMaker.ensure(data)).isEqualTo(password);
        assertThat(Files.readAllBytes(data.keyStore())).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.keyStore())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.keyStorePassword())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.keys())))
                .isEqualTo("rwx------");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(data.keyStore())) {
            store.load(in, password.toCharArray());
        }
        X509Certificate certificate = (X509Certificate) store.getCertificate("omega");
        assertThat(((ECPublicKey) certificate.getPublicKey())
                        .getParams()
                        .getOrder()
                        .bitLength())
                .isEqualTo(256);
        Files.delete(data.keyStorePassword());
        assertThatThrownBy(() -> KeyStoreMaker.ensure(data)).hasMessageContaining("password is missing");
        assertThat(Files.readAllBytes(data.keyStore())).isEqualTo(made);
    }

    /** A file where the directory should be, or above it: said before anything looks for what would lie in it. */
    @Test
    void new_placeIsAFile_refusedByItsName() throws IOException {
        Path file = Files.createFile(dir.resolve("file"));
        for (Path wrong : List.of(file, file.resolve("below"), file.resolve("far/below"))) {
            assertThatThrownBy(() -> new CoreDirectory(wrong))
                    .isInstanceOfSatisfying(
                            CoreProblem.class, p -> assertThat(p.isUsage()).isTrue())
                    .hasMessage(file + " is no directory: choose another --data");
        }
        Path dangling = Files.createSymbolicLink(dir.resolve("link"), dir.resolve("nowhere"));
        assertThatThrownBy(() -> new CoreDirectory(dangling)).hasMessageContaining("link is no directory");
        assertThat(new CoreDirectory(dir.resolve("not/yet")).path()).doesNotExist();
    }

    @Test
    void privateDirectory_newAndOld_onlyTheOwners() throws IOException {
        Path made = dir.resolve("above/data");
        Private.directory(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
        Private.directory(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
    }
}
