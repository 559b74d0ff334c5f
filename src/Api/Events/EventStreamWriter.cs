using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MediaPipeline.Api.Events;

/// <summary>Writes the text of server-sent events and sends each at once.</summary>
internal sealed class EventStreamWriter
{
    private readonly HttpResponse _response;

    private EventStreamWriter(HttpResponse response) => _response = response;

    /// <summary>Sends the headers at once, so that the client sees the connection succeed before the first event.</summary>
    public static async Task<EventStreamWriter> StartAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var writer = new EventStreamWriter(response);
        await writer.SendAsync("retry: 2000\n\n", cancellationToken);
        return writer;
    }

    public Task CommentAsync(CancellationToken cancellationToken) => SendAsync(": keep-alive\n\n", cancellationToken);

    /// <param name="id">Null leaves the client's last id as it is.</param>
    public Task EventAsync(string? id, string name, string data, CancellationToken cancellationToken)
    {
        var text = new StringBuilder(data.Length + 80);
        if (id is not null)
        {
            text.Append("id: ").Append(id).Append('\n');
        }

        text.Append("event: ").Append(name).Append('\n');
        foreach (var line in data.ReplaceLineEndings("\n").Split('\n'))
        {
            text.Append("data: ").Append(line).Append('\n');
        }

        return SendAsync(text.Append('\n').ToString(), cancellationToken);
    }

    private async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        await _response.WriteAsync(text, cancellationToken);
        await _response.Body.FlushAsync(cancellationToken);
    }
}
