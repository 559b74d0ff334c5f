using System.Text.Json;
using System.Text.RegularExpressions;
using MediaPipeline.EndToEnd.Tests.Running;

namespace MediaPipeline.EndToEnd.Tests.Deployment;

/// <summary>What can be seen of the containers' files without an engine.</summary>
public sealed partial class DeploymentFileTests
{
    private const string ReadYaml = "import json,sys,yaml; print(json.dumps(list(yaml.safe_load_all(open(sys.argv[1])))))";
    private static readonly string Compose = Path.Join(Product.Repository, "docker-compose.yml");
    private static readonly string Manifests = Path.Join(Product.Repository, "deploy", "kubernetes", "mediapipeline.yaml");

    [ToolFact("docker-compose")]
    public async Task TheComposeFile_IsReadByCompose_WithTheExamplesValues()
    {
        var read = await Tool.RunAsync("docker-compose", "--env-file", ".env.example", "-f", "docker-compose.yml", "config", "-q");

        read.ExitCode.ShouldBe(0, read.Error);
        read.Error.ShouldNotContain("not set");
    }

    [Fact]
    public void TheExample_HasJustTheVariablesOfTheComposeFile()
    {
        var used = Variables().Matches(File.ReadAllText(Compose)).Select(m => m.Groups["name"].Value).Distinct();
        var given = File.ReadLines(Path.Join(Product.Repository, ".env.example")).Where(l => l.Contains('=') && !l.StartsWith('#'))
            .Select(l => l.Split('=')[0]);

        given.Order().ShouldBe(used.Order());
    }

    [ToolFact("python3")]
    public async Task TheComposeFile_SetsSettingsThatThereAre_MountsFilesThatThereAre_AndBoundsEveryService()
    {
        var services = (await YamlAsync(Compose))[0].GetProperty("services").EnumerateObject().ToList();
        foreach (var service in services)
        {
            var limits = service.Value.GetProperty("deploy").GetProperty("resources").GetProperty("limits");
            limits.TryGetProperty("memory", out _).ShouldBeTrue(service.Name);
            limits.TryGetProperty("cpus", out _).ShouldBeTrue(service.Name);
            service.Value.TryGetProperty("healthcheck", out _).ShouldBeTrue(service.Name);
            Mounts(service.Value).Where(m => m.StartsWith("./", StringComparison.Ordinal)).ShouldAllBe(m => File.Exists(Path.Join(Product.Repository, m)));
        }

        var silos = services.Where(s => s.Name.StartsWith("silo-", StringComparison.Ordinal)).ToList();
        silos.Count.ShouldBe(3);
        silos.SelectMany(s => s.Value.GetProperty("environment").EnumerateObject().Select(e => e.Name)).ShouldAllBe(n => IsSetting(n));
        silos.SelectMany(s => s.Value.GetProperty("secrets").EnumerateArray().Select(e => e.GetProperty("target").GetString()!))
            .ShouldAllBe(n => KnownSettings.Contains(n));
        var upstream = File.ReadAllText(Path.Join(Product.Repository, "deploy", "nginx", "silos.conf"));
        silos.ShouldAllBe(s => upstream.Contains($"server {s.Name}:5080"));
    }

    [ToolFact("python3")]
    public async Task TheManifests_SetSettingsThatThereAre()
    {
        var documents = await YamlAsync(Manifests);
        documents.ShouldAllBe(d => d.GetProperty("apiVersion").GetString() != "" && d.GetProperty("metadata").GetProperty("name").GetString() != "");
        var silo = documents.Single(d => d.GetProperty("kind").GetString() == "Deployment")
            .GetProperty("spec").GetProperty("template").GetProperty("spec").GetProperty("containers")[0];

        silo.GetProperty("env").EnumerateArray().Select(e => e.GetProperty("name").GetString()!).ShouldAllBe(n => IsSetting(n));
        silo.GetProperty("readinessProbe").GetProperty("httpGet").GetProperty("path").GetString().ShouldBe("/health/ready");
        silo.GetProperty("livenessProbe").GetProperty("httpGet").GetProperty("path").GetString().ShouldBe("/health/live");
    }

    [Fact]
    public void ASettingThatThereIsNot_IsFound()
    {
        IsSetting("MEDIAPIPELINE_Imaging__Workers").ShouldBeTrue();
        IsSetting("MEDIAPIPELINE_Imaging__Worker").ShouldBeFalse();
    }

    private static bool IsSetting(string variable) =>
        variable == "MEDIAPIPELINE_SECRETS_DIRECTORY"
            || (variable.StartsWith("MEDIAPIPELINE_", StringComparison.Ordinal) && KnownSettings.Contains(variable["MEDIAPIPELINE_".Length..]));

    private static IEnumerable<string> Mounts(JsonElement service) =>
        service.TryGetProperty("volumes", out var volumes) ? volumes.EnumerateArray().Select(v => v.GetString()!.Split(':')[0]) : [];

    private static async Task<IReadOnlyList<JsonElement>> YamlAsync(string file)
    {
        var read = await Tool.RunAsync("python3", "-c", ReadYaml, file);
        read.ExitCode.ShouldBe(0, read.Error);
        using var json = JsonDocument.Parse(read.Output);
        return [.. json.RootElement.Clone().EnumerateArray()];
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variables();
}
