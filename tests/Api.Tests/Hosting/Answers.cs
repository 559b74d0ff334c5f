using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace MediaPipeline.Api.Tests.Hosting;

/// <summary>Sends requests and checks the answers.</summary>
internal static class Answers
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(expected, text);
        return JsonDocument.Parse(text).RootElement;
    }

    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await client.GetAsync(path);
        return await response.JsonAsync(expected);
    }

    /// <summary>A problem with everything that belongs to one; its detail.</summary>
    public static async Task<string> ProblemAsync(this HttpResponseMessage response, int status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, text);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = JsonDocument.Parse(text).RootElement;
        problem.GetProperty("code").GetString().ShouldBe(code, text);
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("type").GetString().ShouldBe("about:blank");
        return problem.GetProperty("detail").GetString().ShouldNotBeNull();
    }

    public static async Task<string> ProblemAsync(this Task<HttpResponseMessage> asked, int status, string code)
    {
        using var response = await asked;
        return await response.ProblemAsync(status, code);
    }

    public static Task<HttpResponseMessage> PostTextAsync(this HttpClient client, string path, string body, string contentType = "application/json") =>
        client.PostAsync(path, new StringContent(body, Encoding.UTF8, contentType));

    public static Task<HttpResponseMessage> PostObjectAsync(this HttpClient client, string path, object body) => client.PostAsJsonAsync(path, body);

    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue(name);
        }

        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public static void ShouldHave(this JsonElement json, params string[] fields) =>
        fields.Where(field => !json.TryGetProperty(field, out _)).ShouldBeEmpty();
}
