package io.calvinverse.provisioner.firstboot;

import com.github.stephenc.javaisotools.iso9660.ConfigException;
import com.github.stephenc.javaisotools.iso9660.ISO9660Directory;
import com.github.stephenc.javaisotools.iso9660.ISO9660File;
import com.github.stephenc.javaisotools.iso9660.ISO9660RootDirectory;
import com.github.stephenc.javaisotools.iso9660.impl.CreateISO;
import com.github.stephenc.javaisotools.iso9660.impl.ISO9660Config;
import com.github.stephenc.javaisotools.joliet.impl.JolietConfig;
import com.github.stephenc.javaisotools.rockridge.impl.RockRidgeConfig;
import com.github.stephenc.javaisotools.sabre.HandlerException;
import com.github.stephenc.javaisotools.sabre.impl.ByteArrayDataReference;
import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A tree as the image of a DVD: ISO 9660 with the names of Rock Ridge (Linux) and Joliet (Windows). In the latter a name
 * without a dot ends with one.
 */
public final class Iso {
    /** The label of the medium in Calvinverse's own form. */
    public static final String LABEL = "FIRSTBOOT";

    private static final Pattern PORTABLE = Pattern.compile("[A-Z0-9_]{1,11}");

    private Iso() {}

    /**
     * The image, a few hundred kilobytes.
     *
     * @param label of the volume: at most 11 capital letters and digits, which is what ISO 9660 and FAT have in common
     */
    public static byte[] of(Tree tree, String label) {
        if (!PORTABLE.matcher(label).matches()) {
            throw new IllegalArgumentException("'" + label + "' cannot be the label of a medium");
        }
        try {
            MemoryImage image = new MemoryImage();
            new CreateISO(image, root(tree)).process(plain(label), rockRidge(), joliet(label), null);
            return image.bytes();
        } catch (HandlerException | ConfigException | FileNotFoundException e) {
            throw new IllegalStateException("a medium with the files " + tree + " cannot be written: " + e, e);
        }
    }

    private static ISO9660RootDirectory root(Tree tree) throws HandlerException {
        ISO9660RootDirectory root = new ISO9660RootDirectory();
        Map<String, ISO9660Directory> directories = new HashMap<>(Map.of("", root));
        for (Map.Entry<String, String> file : tree.files().entrySet()) {
            int slash = file.getKey().lastIndexOf('/');
            String name = file.getKey().substring(slash + 1);
            byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
            directory(directories, file.getKey().substring(0, Math.max(0, slash)))
                    .addFile(new ISO9660File(new ByteArrayDataReference(content), name, 0));
        }
        return root;
    }

    private static ISO9660Directory directory(Map<String, ISO9660Directory> directories, String path) {
        ISO9660Directory known = directories.get(path);
        if (known != null) {
            return known;
        }
        int slash = path.lastIndexOf('/');
        ISO9660Directory parent = directory(directories, path.substring(0, Math.max(0, slash)));
        ISO9660Directory directory = parent.addDirectory(path.substring(slash + 1));
        directories.put(path, directory);
        return directory;
    }

    private static ISO9660Config plain(String label) throws ConfigException {
        ISO9660Config config = new ISO9660Config();
        config.setInterchangeLevel(2);
        config.restrictDirDepthTo8(true);
        config.setVolumeID(label);
        config.setPadEnd(true);
        return config;
    }

    private static RockRidgeConfig rockRidge() {
        RockRidgeConfig config = new RockRidgeConfig();
        config.setMkisofsCompatibility(false);
        return config;
    }

    private static JolietConfig joliet(String label) throws ConfigException {
        JolietConfig config = new JolietConfig();
        config.setVolumeID(label);
        return config;
    }
}
