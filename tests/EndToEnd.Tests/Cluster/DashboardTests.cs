using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MediaPipeline.Api.Tests.Pages;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Postgres;
using Microsoft.Playwright;

namespace MediaPipeline.EndToEnd.Tests.Cluster;

/// <summary>Orleans' dashboard, and who may see it.</summary>
[Collection(PostgresCollection.Name)]
public sealed class DashboardTests(PostgresServer postgres, Browser browser) : IClassFixture<Browser>
{
    private const string Key = "correct-horse-battery-staple";
    private const string LogStream = "/dashboard/Trace";
    private static readonly string[] Some = ["/dashboard", "/dashboard/", "/dashboard/index.min.js", "/dashboard/DashboardCounters", LogStream,
        "/dashboard/nothing"];

    [DashboardFact]
    public async Task WhoHasAKey_SeesTheSiloAndItsGrains_AndNobodyElseDoes()
    {
        await using var silos = new SiloSet(postgres);
        var silo = await StartAsync(silos);
        await SiloSet.WaitForActiveAsync(silo, 1);

        using var stranger = new HttpClient { BaseAddress = silo.Http.BaseAddress };
        foreach (var path in Some)
        {
            (await StatusAsync(stranger, path)).ShouldBe(HttpStatusCode.Unauthorized, path);
        }

        List<string> faults = [];
        var page = await SignInAsync(silo, faults);
        page.Response += (_, answer) => AddIfRefused(faults, answer);
        page.RequestFailed += (_, request) => faults.Add($"{request.Url}: {request.Failure}");
        await page.GotoAsync(new Uri(silo.Http.BaseAddress!, "/dashboard").ToString());
        await page.Locator(".info-box", new() { HasText = "Active Silos" }).GetByText("1", new() { Exact = true }).WaitForAsync();
        await ShowAsync(page, "Silos", page.Locator("a[href^='#/host/127.0.0.1:']").First);
        await ShowAsync(page, "Grains", page.GetByText("AlarmGrain"));
        await ShowAsync(page, "Lifecycle", page.GetByText("RuntimeInitialize").First);

        faults.ShouldBeEmpty();
    }

    [PostgresFact]
    public async Task TheLogStream_IsForAdmins_AndEndsWithTheServer()
    {
        await using var silos = new SiloSet(postgres);
        var silo = await StartAsync(silos);
        using var reader = new HttpClient { BaseAddress = silo.Http.BaseAddress };
        reader.DefaultRequestHeaders.Add("X-Api-Key", await MakeKeyAsync(silo, "read"));
        (await StatusAsync(reader, "/dashboard/DashboardCounters")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(reader, "/dashboard/GrainState")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(reader, LogStream)).ShouldBe(HttpStatusCode.Forbidden);

        using var stream = new StreamReader(await silo.Http.GetStreamAsync(LogStream));
        await stream.ReadLineAsync();
        (await silo.StopAsync()).ShouldBe(0);

        // One that was cut off would throw.
        (await stream.ReadToEndAsync()).ShouldNotContain(postgres.Password);
    }

    private static async Task<RunningServer> StartAsync(SiloSet silos)
    {
        var silo = await silos.StartAsync(("Access__RequireKey", "true"), ("Access__ApiKey", Key));
        silo.Http.DefaultRequestHeaders.Add("X-Api-Key", Key);
        return silo;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }

    private static async Task<string> MakeKeyAsync(RunningServer silo, string scope)
    {
        using var answer = await silo.Http.PostAsJsonAsync("/api/v1/keys", new { name = scope, scope });
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("secret").GetString()!;
    }

    private async Task<IPage> SignInAsync(RunningServer silo, List<string> faults)
    {
        var page = await browser.OpenAsync(silo.Http.BaseAddress!, faults);
        await page.FillAsync("#key", Key);
        await page.ClickAsync("#key-form button");
        await page.Locator("#jobs-title").WaitForAsync();
        return page;
    }

    private static async Task ShowAsync(IPage page, string name, ILocator what)
    {
        await page.GetByRole(AriaRole.Navigation).GetByText(name, new() { Exact = true }).ClickAsync();
        await what.WaitForAsync();
    }

    private static void AddIfRefused(List<string> faults, IResponse answer)
    {
        if (answer.Status >= 400)
        {
            faults.Add($"{answer.Status} {answer.Url}");
        }
    }

    /// <summary>Needs PostgreSQL and a browser.</summary>
    private sealed class DashboardFactAttribute : FactAttribute
    {
        public DashboardFactAttribute() => Skip = PostgresServer.WhyNot ?? new BrowserFactAttribute().Skip;
    }
}
