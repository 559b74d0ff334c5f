using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MediaPipeline.Api.Tests.Pages;
using MediaPipeline.TestKit.Postgres;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MediaPipeline.EndToEnd.Tests.Cluster;

/// <summary>Orleans' dashboard, in a browser that shows nothing which our headers forbid.</summary>
[Collection(PostgresCollection.Name)]
public sealed class DashboardTests(PostgresServer postgres, Browser browser) : IClassFixture<Browser>
{
    private const string Key = "a-key-that-may-do-everything";
    private const int Pictures = 4;
    private static readonly (string, string)[] WithKey = [("Access__RequireKey", "true"), ("Access__ApiKey", Key)];
    private readonly List<string> _errors = [];

    [PostgresFact]
    public async Task IsForAdministrators()
    {
        await using var silos = new SiloSet(postgres);
        var silo = await silos.StartAsync(WithKey);

        foreach (var path in new[] { "", "index.min.js", "DashboardCounters?exclude=none", "Trace" })
        {
            using var refused = await silo.Http.GetAsync("/dashboard/" + path);
            refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
        }

        silo.Http.DefaultRequestHeaders.Add("X-Api-Key", Key);
        using var made = await silo.Http.PostAsJsonAsync("/api/v1/keys", new { name = "reader", scope = "read" });
        using var json = JsonDocument.Parse(await made.Content.ReadAsStringAsync());
        (await silo.Http.GetStringAsync("/dashboard/ClusterStats")).ShouldNotBeEmpty();
        silo.Http.DefaultRequestHeaders.Remove("X-Api-Key");
        silo.Http.DefaultRequestHeaders.Add("X-Api-Key", json.RootElement.GetProperty("secret").GetString());
        using var forReaders = await silo.Http.GetAsync("/dashboard/ClusterStats");
        forReaders.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [PostgresFact]
    public async Task ShowsSilosAndGrains_ToABrowserThatSignedIn()
    {
        await using var silos = new SiloSet(postgres);
        silos.WritePictures(Pictures);
        await silos.StartAsync(WithKey);
        var silo = await silos.StartAsync(WithKey);
        silo.Http.DefaultRequestHeaders.Add("X-Api-Key", Key);
        await SiloSet.WaitForActiveAsync(silo, 2);
        await silo.WaitForEndAsync((await silo.AddCollectionAsync(silos.Pictures)).JobId);

        var page = await browser.OpenAsync(silo.Http.BaseAddress!, _errors);
        await page.GetByLabel("API key").FillAsync(Key);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#jobs")).ToBeVisibleAsync();

        await ShowAsync(page, silo.Http.BaseAddress!, "#/grains", "CollectionGrain");
        await ShowAsync(page, silo.Http.BaseAddress!, "#/silos", "127.0.0.1:");
        await Expect(page.Locator("tr", new() { HasText = "activations" })).ToHaveCountAsync(2);
        await ShowAsync(page, silo.Http.BaseAddress!, "#/", "Total Activations");
        _errors.ShouldBeEmpty();
    }

    private static async Task ShowAsync(IPage page, Uri address, string part, string text)
    {
        await page.GotoAsync(new Uri(address, "/dashboard" + part).ToString());
        await Expect(page.GetByText(text).First).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }
}
