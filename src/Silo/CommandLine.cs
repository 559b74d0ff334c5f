using System.Globalization;
using System.Reflection;
using MediaPipeline.Archives;

namespace MediaPipeline.Silo;

/// <summary>The parsed command line.</summary>
internal abstract record CommandLine
{
    private const string DefaultUrls = "http://127.0.0.1:5080";

    private CommandLine() { }

    /// <param name="Paths">What to import, absolute.</param>
    /// <param name="Once">Exit when the import has ended.</param>
    /// <param name="DataDirectory">Absolute path of the data directory.</param>
    /// <param name="ApiKey">An admin key, in addition to those in the store.</param>
    internal sealed record Run(IReadOnlyList<string> Paths, bool Once, string Urls, string DataDirectory, string? ApiKey) : CommandLine;

    internal sealed record Help(string Text) : CommandLine;

    internal sealed record Mistake(string Message) : CommandLine;

    /// <summary>The installation directory, which contains the default data directory and the sample library. Set by <c>./run</c>.</summary>
    public static string Home { get; } = Environment.GetEnvironmentVariable("MEDIAPIPELINE_HOME") is { Length: > 0 } home ? home
        : Directory.GetCurrentDirectory();

    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        List<string> paths = [];
        bool once = false, serve = false, onlyPaths = false;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Count; i++)
        {
            var (name, attached) = onlyPaths ? (args[i], null) : Split(args[i]);
            switch (name)
            {
                case "--once" or "--serve" or "--" when attached is not null && !onlyPaths:
                    return new Mistake($"{name} takes no value. {SeeHelp}");
                case "--help" or "-h" when !onlyPaths:
                    return new Help(HelpText);
                case "--version" when !onlyPaths:
                    return new Help(Version);
                case "--once" when !onlyPaths:
                    once = true;
                    break;
                case "--serve" when !onlyPaths:
                    serve = true;
                    break;
                case "--" when !onlyPaths:
                    onlyPaths = true;
                    break;
                case "--urls" or "--data" or "--api-key" when !onlyPaths:
                    var value = attached ?? (i + 1 < args.Count ? args[++i] : null);
                    if (string.IsNullOrWhiteSpace(value) || (attached is null && value.StartsWith("--", StringComparison.Ordinal)))
                    {
                        return new Mistake($"{name} needs a value, for example {name} {Example(name)}. {SeeHelp}");
                    }

                    if (!values.TryAdd(name, value))
                    {
                        return new Mistake($"{name} is given twice; give it once.");
                    }

                    break;
                case ['-', _, ..] when !onlyPaths:
                    return new Mistake($"There is no option {name}. {SeeHelp} A path that begins with a dash goes after '--'.");
                default:
                    paths.Add(args[i]);
                    break;
            }
        }

        return Check(paths, once, serve, values);
    }

    private static CommandLine Check(List<string> paths, bool once, bool serve, Dictionary<string, string> values)
    {
        var (urls, data) = (values.GetValueOrDefault("--urls", DefaultUrls), values.GetValueOrDefault("--data", Path.Join(Home, "data")));
        if (serve && (once || paths.Count > 0))
        {
            return new Mistake($"--serve imports nothing and goes on serving: it goes neither with --once nor with a path. {SeeHelp}");
        }

        var each = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (each.Select(UrlFault).FirstOrDefault(found => found is not null) is { } fault)
        {
            return new Mistake(fault);
        }

        if (File.Exists(data))
        {
            return new Mistake($"--data '{data}' is a file; name a directory, which is made when it is not there.");
        }

        IReadOnlyList<string> asked = serve ? [] : paths.Count > 0 ? paths : [Path.Join(Home, "samples", "library")];
        return asked.Select(PathFault).FirstOrDefault(f => f is not null) is { } mistake
            ? new Mistake(mistake)
            : new Run([.. asked.Select(Path.GetFullPath)], once, urls, Path.GetFullPath(data), values.GetValueOrDefault("--api-key"));
    }

    private static string? PathFault(string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            return "An empty path was given; name a folder, an archive or a catalogue file.";
        }

        if (Directory.Exists(path) || (File.Exists(path) && (ArchiveKinds.IsArchiveName(path) || IsCatalogueName(path))))
        {
            return null;
        }

        return !File.Exists(path) ? $"There is nothing at '{path}'; check its spelling and that its disk is mounted."
            : $"'{path}' is a single file, and neither an archive nor a catalogue by its name ({string.Join(", ", CatalogueNames)}); name the folder that it "
                + "lies in.";
    }

    /// <summary>Whether it is imported as a catalogue of titles.</summary>
    internal static bool IsCatalogueName(string path)
    {
        var name = Path.GetExtension(path).ToLowerInvariant() is ".gz" or ".zst" ? Path.GetFileNameWithoutExtension(path) : path;
        return CatalogueNames.Contains(Path.GetExtension(name).ToLowerInvariant(), StringComparer.Ordinal);
    }

    private static readonly string[] CatalogueNames = [".json", ".jsonl", ".ndjson", ".csv"];

    private static string? UrlFault(string url)
    {
        const int MaxPort = 65535;
        if (long.TryParse(url.TrimEnd('/')[(url.LastIndexOf(':') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > MaxPort)
        {
            return $"--urls '{url}': there is no port {port}; give one from 1 to {MaxPort}.";
        }

        // For Kestrel both are every address of the machine.
        var readable = url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        return !Uri.TryCreate(readable, UriKind.Absolute, out var uri) ? $"--urls '{url}' is not an address; give one like {DefaultUrls}." : uri switch
        {
            { Scheme: "https" } =>
                $"--urls '{url}': this server speaks HTTP only; give an http address, and put a proxy that speaks HTTPS in front of it (docs/deployment.md).",
            { Scheme: not "http" } => $"--urls '{url}' is not an address; give one like {DefaultUrls}.",
            { PathAndQuery: not "/" } or { Fragment: not "" } or { UserInfo: not "" } =>
                $"--urls '{url}' has more than a host and a port; give one like {uri.Scheme}://{uri.Authority}.",
            { Host: "localhost", Port: 0 } => $"--urls '{url}': a free port (0) is found only for an IP address; give http://127.0.0.1:0.",
            _ => null,
        };
    }

    private static string Example(string option) => option switch
    {
        "--urls" => DefaultUrls,
        "--data" => "./data",
        _ => "\"$(openssl rand -hex 32)\"",
    };

    private static (string Name, string? Value) Split(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.IndexOf('=', StringComparison.Ordinal) is var at and > 0
            ? (argument[..at], argument[(at + 1)..])
            : (argument, null);

    private static string Version => typeof(CommandLine)
        .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private const string SeeHelp = "See ./run --help.";

    private const string HelpText = $"""
        MediaPipeline imports folders and archives (zip, rar, 7z, tar) of pictures and catalogue files of titles, and serves all by a REST API.

          ./run [PATH…]          import each folder, archive or catalogue file (json, jsonl, csv, also gz and zst), show progress, keep serving; without a
                                 path: the sample library; samples/films.json is a sample catalogue
          ./run --once [PATH…]   the same, but exit when the import has ended:
                                 0 every picture and title is live, unchanged or skipped · 1 some failed (they are listed) · 2 wrong arguments
          ./run --serve          start the server without importing anything

          --urls URL             address to listen on (default {DefaultUrls})
          --data DIR             data directory: everything that must be backed up (default ./data beside ./run)
          --api-key KEY          an admin key; needed to listen on an address that other machines can reach
          --help, --version

        Settings: DIR/settings.json and environment variables, see docs/configuration.md; several machines: docs/cluster.md.
        """;
}
