using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MediaPipeline.Api.OpenApi;

/// <summary>Title and security schemes, and no server address: the document is the same on every server.</summary>
internal static class DocumentShape
{
    public static Task ApplyAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "MediaPipeline",
            Version = ApiDescription.Version,
            Description = "The back end of a media library. Errors are application/problem+json with a code; lists are paged; long operations are jobs.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            ["apiKey"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = "X-Api-Key",
                Description = "Not needed where the server is open to local programs."
            },
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The same key as a bearer token." },
            ["basic"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "basic",
                Description = "The same key as the password of basic authentication."
            },
        };
        return Task.CompletedTask;
    }
}
