using MediaPipeline.Api.Access;
using MediaPipeline.Api.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Api.OpenApi;

/// <summary><c>/openapi/v1.json</c>: the contract for programs.</summary>
internal static class ApiDescription
{
    public const string Version = "v1";

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi(Version, options =>
    {
        options.AddDocumentTransformer(DocumentShape.ApplyAsync);
        options.AddOperationTransformer(OperationShape.ApplyAsync);
        options.AddSchemaTransformer(SchemaShape.ApplyAsync);
        options.ShouldInclude = description => description.HttpMethod is not "HEAD";
    });

    public static void MapApiDescription(this IEndpointRouteBuilder routes) => routes.MapOpenApi($"/openapi/{Version}.json").RequireAuthorization(Scopes.Read);
}
