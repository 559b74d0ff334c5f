using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MediaPipeline.Benchmarks.Embedding;
using MediaPipeline.Benchmarks.Imaging;
using MediaPipeline.Benchmarks.Storage;
using MediaPipeline.TestKit.Network;
using MediaPipeline.TestKit.Postgres;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace MediaPipeline.Benchmarks.Catalogue;

/// <summary>How many records of a catalogue file the server takes in a second, durably and through all stages, on both engines.</summary>
internal static partial class ImportBenchmark
{
    public const string Usage = "import PROGRAM FILMS [COUNT] (FILMS: a directory of JSON arrays of title, year, cast, genres and extract)";
    private const int Rounds = 3, DefaultCount = 12_000, EmbeddedTexts = 1_000;

    public static async Task<int> RunAsync(string[] args, string results)
    {
        var films = new FilmFile(args[1], args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : DefaultCount);
        using var directory = new BenchmarkDirectory(".");
        using var postgres = PostgresServer.Durable(directory.At("postgres"));
        var load = BenchmarkDirectory.LoadAverage();
        var embedder = new EmbeddingFigures(Environment.ProcessorCount, [], [], []);
        var texts = films.Texts();
        var rounds = new List<RoundFigures>();
        for (var round = 0; round < Rounds; round++)
        {
            await EmbeddingBenchmark.MeasureAsync(directory.Path, [.. texts.Where((_, i) => i % Math.Max(1, texts.Length / EmbeddedTexts) == 0)], embedder);
            rounds.Add(await MeasureAsync(args[0], films, directory.At($"sqlite {round}"), null));
            rounds.Add(await MeasureAsync(args[0], films, directory.At($"postgres {round}"), postgres));
            Console.Error.WriteLine($"round {round + 1}: {rounds[^2]}, {rounds[^1]}");
        }

        Write(results, load, films.Count, rounds, embedder);
        return 0;
    }

    private static async Task<RoundFigures> MeasureAsync(string program, FilmFile films, string directory, PostgresServer? postgres)
    {
        var (first, second) = (films.Write(Path.Combine(directory, "first.jsonl"), "a"), films.Write(Path.Combine(directory, "second.jsonl"), "b"));
        var database = postgres?.CreateDatabase();
        ImportFigures cold, warm, again;
        Dictionary<string, double> stages;
        await using (var server = await ServerProcess.StartAsync(program, Path.Combine(directory, "data"), [.. Settings(directory, database)]))
        {
            cold = await ImportAsync(server, first, "new", films.Count);
            warm = await ImportAsync(server, second, "new", films.Count);
            stages = StageSeconds(await server.Http.GetStringAsync("/metrics"));
            again = await ImportAsync(server, second, "unchanged", films.Count);
        }

        var bare = database is null
            ? BareLoop.OnSqlite(second, DocumentsOfSqlite(directory, films.Count), directory)
            : await BareLoop.OnPostgresAsync(second, await DocumentsOfPostgresAsync(database, films.Count), postgres!.CreateDatabase());
        return new RoundFigures(database is null ? "SQLite" : "PostgreSQL", cold, warm, again, bare, stages);
    }

    private static IEnumerable<(string Name, string Value)> Settings(string directory, string? database)
    {
        yield return ("Collections__AllowedRoots__0", Path.GetFullPath(directory));
        if (database is not null)
        {
            yield return ("Storage__Provider", "Postgres");
            yield return ("Storage__ConnectionString", database);
            yield return ("Cluster__AdvertisedAddress", "127.0.0.1");
            yield return ("Cluster__SiloPort", LoopbackPort.Free().ToString(CultureInfo.InvariantCulture));
            yield return ("Cluster__GatewayPort", LoopbackPort.Free().ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <param name="outcome">What must have become of every record, as the report of the job names it.</param>
    private static async Task<ImportFigures> ImportAsync(ServerProcess server, string file, string outcome, int count)
    {
        var (watch, processor) = (Stopwatch.StartNew(), ProcessorTime.Of(server.Id));
        using var asked = await server.Http.PostAsJsonAsync("/api/v1/imports", new { source = "file", mediaType = "movie", path = Path.GetFullPath(file) });
        var answer = await asked.Content.ReadAsStringAsync();
        asked.EnsureSuccessStatusCode();
        var job = JobIdPattern().Match(answer).Value;
        await Importing.WaitAsync(server.Http, job);
        var figures = new ImportFigures(count / watch.Elapsed.TotalSeconds, ProcessorTime.Of(server.Id) - processor);
        var view = await server.Http.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{job}");
        return view.GetProperty("import").GetProperty(outcome).GetInt64() == count
            ? figures
            : throw new InvalidOperationException($"Of {count} records not all are {outcome}: {view}");
    }

    private static List<string> DocumentsOfSqlite(string directory, int count)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "data", "mediapipeline.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT document FROM media LIMIT $count";
        command.Parameters.AddWithValue("$count", count);
        using var rows = command.ExecuteReader();
        var documents = new List<string>();
        while (rows.Read())
        {
            documents.Add(rows.GetString(0));
        }

        return documents;
    }

    private static async Task<List<string>> DocumentsOfPostgresAsync(string database, int count)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("SELECT document::text FROM media LIMIT $1");
        command.Parameters.AddWithValue(count);
        await using var rows = await command.ExecuteReaderAsync();
        var documents = new List<string>();
        while (await rows.ReadAsync())
        {
            documents.Add(rows.GetString(0));
        }

        return documents;
    }

    private static Dictionary<string, double> StageSeconds(string metrics) => StagePattern().Matches(metrics)
        .GroupBy(line => line.Groups["stage"].Value, line => double.Parse(line.Groups["seconds"].Value, CultureInfo.InvariantCulture))
        .ToDictionary(stage => stage.Key, stage => stage.Sum());

    private static void Write(string results, string load, int count, IReadOnlyList<RoundFigures> rounds, EmbeddingFigures embedder)
    {
        var text = new StringBuilder();
        var embedded = BenchmarkReport.Median(embedder.PerSecond);
        text.Line($"# Importing a catalogue file\n");
        text.Line($"{count:N0} films (JSON lines, with a text each) into a new server over HTTP, until the job is completed: every title is durable and at its ",
            $"last stage. Then the same films with other ids (new titles, whose texts were embedded before), then that file again. Medians of {Rounds} rounds ",
            $"(least–most), in which the engines take turns. {BenchmarkReport.Machine}, .NET {Environment.Version}; load average {load} at the start, ",
            $"{BenchmarkDirectory.LoadAverage()} at the end.\n");
        text.Line($"The bare loop parses the same file and writes the same documents and their full text, a transaction for each 500, into two plain tables.\n");
        text.Line($"Again: `./run --version && dotnet run -c Release --project tests/Benchmarks -- {Usage}`, the program being `.setup/app/mediapipeline`.\n");
        text.Line($"| records/s | SQLite | PostgreSQL |\n|---|---|---|");
        Row(text, "new titles, texts not embedded before", rounds, round => round.Cold.PerSecond);
        Row(text, "new titles, texts embedded before", rounds, round => round.Warm.PerSecond);
        Row(text, "the same file again", rounds, round => round.Again.PerSecond);
        Row(text, "bare loop", rounds, round => round.BarePerSecond);
        Row(text, "new titles, texts embedded before, of the bare loop", rounds, round => round.Warm.PerSecond / round.BarePerSecond, "F2");
        Row(text, "processor seconds of the server: not embedded before", rounds, round => round.Cold.ProcessorSeconds, "F1");
        Row(text, "… embedded before", rounds, round => round.Warm.ProcessorSeconds, "F1");
        Row(text, "… the same again", rounds, round => round.Again.ProcessorSeconds, "F1");
        text.Line($"\nThe embedder by itself: {embedded:N0} texts/s with {embedder.Workers} workers.\n");
        text.Line($"| seconds in the stage, of both imports of new titles | SQLite | PostgreSQL |\n|---|---|---|");
        foreach (var stage in rounds.SelectMany(round => round.StageSeconds.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            Row(text, stage, rounds, round => round.StageSeconds.GetValueOrDefault(stage), "F2");
        }

        BenchmarkReport.Write(results, "import", text.ToString(), new { Load = load, Count = count, Embedder = embedder, Rounds = rounds });
    }

    private static void Row(StringBuilder text, string name, IReadOnlyList<RoundFigures> rounds, Func<RoundFigures, double> value, string format = "N0") =>
        text.Line($"| {name} | {Spread(rounds, "SQLite", value, format)} | {Spread(rounds, "PostgreSQL", value, format)} |");

    private static string Spread(IReadOnlyList<RoundFigures> rounds, string engine, Func<RoundFigures, double> value, string format)
    {
        var values = rounds.Where(round => round.Engine == engine).Select(value).Order().ToArray();
        return $"{Text(BenchmarkReport.Median(values))} ({Text(values[0])}–{Text(values[^1])})";

        string Text(double number) => number.ToString(format, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("job_[0-9a-f]+", RegexOptions.NonBacktracking)]
    private static partial Regex JobIdPattern();

    [GeneratedRegex("""^mediapipeline_stage_duration_seconds_sum\{[^}]*stage="(?<stage>[^"]+)"[^}]*\} (?<seconds>\S+)""", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex StagePattern();
}
