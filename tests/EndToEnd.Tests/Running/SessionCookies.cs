using System.Net;
using System.Net.Http.Json;

namespace MediaPipeline.EndToEnd.Tests.Running;

/// <summary>What a browser does with a key.</summary>
internal static class SessionCookies
{
    /// <summary>Shows the key; answers the cookie.</summary>
    public static async Task<string> StartAsync(RunningServer server, string key)
    {
        using var answer = await server.Http.PostAsJsonAsync("/api/v1/session", new { key });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    public static async Task<HttpStatusCode> AskAsync(RunningServer server, string cookie, HttpMethod? method = null, string path = "/api/v1/jobs")
    {
        // A client that keeps no cookies of its own.
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server.Http.BaseAddress };
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
