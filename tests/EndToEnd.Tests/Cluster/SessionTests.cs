using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Postgres;

namespace MediaPipeline.EndToEnd.Tests.Cluster;

/// <summary>A browser that has shown its key to one silo has shown it to all.</summary>
[Collection(PostgresCollection.Name)]
public sealed class SessionTests(PostgresServer postgres)
{
    private const string Key = "correct-horse-battery-staple";
    private static readonly (string, string)[] Settings = [("Access__RequireKey", "true"), ("Access__ApiKey", Key)];

    [PostgresFact]
    public async Task ACookieOfOneSilo_IsGoodAtTheOthers_UntilItsKeyIsDeleted()
    {
        await using var silos = new SiloSet(postgres);
        var first = await silos.StartAsync(Settings);
        var second = await silos.StartAsync(Settings);
        var client = await silos.StartAsync([("Cluster__Role", "Client"), .. Settings]);
        first.Http.DefaultRequestHeaders.Add("X-Api-Key", Key);
        using var made = await first.Http.PostAsJsonAsync("/api/v1/keys", new { name = "browser", scope = "read" });
        var key = await made.Content.ReadFromJsonAsync<JsonElement>();

        var cookie = await SessionCookies.StartAsync(first, key.GetProperty("secret").GetString()!);
        await WaitForAsync(HttpStatusCode.OK, cookie, first, second, client);

        using var deleted = await first.Http.DeleteAsync($"/api/v1/keys/{key.GetProperty("id").GetString()}");
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await WaitForAsync(HttpStatusCode.Unauthorized, cookie, first, second, client);
    }

    // What one process changes the others see within 5 seconds.
    private static async Task WaitForAsync(HttpStatusCode wanted, string cookie, params RunningServer[] servers)
    {
        foreach (var server in servers)
        {
            await server.WaitAsync(() => SessionCookies.AskAsync(server, cookie), status => status == wanted, TimeSpan.FromSeconds(30));
        }
    }
}
